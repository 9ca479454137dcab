package recipe4j.engine.layer;

import recipe4j.engine.graph.Shape;

/**
 * Winograd's square tiles over an image. They begin at every {@link #STEP}th pixel, so larger ones
 * overlap; pixels outside the image are zero.
 *
 * @param rows of tiles
 * @param columns of tiles
 * @param top first pixel row of the first tile, negative where the image is padded
 * @param left first pixel column of the first tile
 */
public record Tiling(int rows, int columns, int top, int left) {
  /** A convolution's outputs that one tile gives, along each axis. */
  public static final int STEP = 4;

  /** The tiles that give all outputs of a convolution with this padding before each axis. */
  public static Tiling of(Shape output, long[] padding) {
    return new Tiling(
        count(output.dims()[1]), count(output.dims()[2]), (int) -padding[0], (int) -padding[1]);
  }

  private static int count(long extent) {
    return (int) ((extent + STEP - 1) / STEP);
  }

  /** The same tiles over the outputs, which have no padding. */
  public Tiling unpadded() {
    return new Tiling(rows, columns, 0, 0);
  }

  /** How many tiles there are. */
  public int count() {
    return rows * columns;
  }
}
