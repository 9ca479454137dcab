package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;

/**
 * A Winograd transform between the tiles of images and their points, [points, tiles, values]. It
 * loops over the tiles, and within a tile over parts of the values that fit the cache.
 */
abstract class WinogradTileOperation extends Operation {
  final WinogradImage pixels;
  final Tiling tiling;
  final WinogradTileTransform transform;
  private final memory points;
  private FloatBuffer pixelValues;
  private FloatBuffer pointValues;

  WinogradTileOperation(
      String name, WinogradTransform kind, WinogradImage pixels, Tiling tiling, memory points) {
    super(name);
    this.pixels = pixels;
    this.tiling = tiling;
    this.transform = new WinogradTileTransform(kind);
    this.points = points;
  }

  @Override
  public final void run() {
    if (pixelValues == null) { // memory has addresses only once the plan is complete
      pixelValues = pixels.buffer();
      pointValues = FloatArrays.buffer(points);
    }
    begin();
    int pointStep = tiling.count() * pixels.values();
    for (int tile = 0; tile < tiling.count(); tile++) {
      for (int start = 0; start < pixels.values(); start += WinogradTileTransform.CHUNK) {
        int n = Math.min(WinogradTileTransform.CHUNK, pixels.values() - start);
        int point = tile * pixels.values() + start;
        transform(pixelValues, pointValues, new Part(tile, start, n, point, pointStep));
      }
    }
  }

  /** Called before the first tile. */
  void begin() {}

  /** Transforms one part. */
  abstract void transform(FloatBuffer pixelBuffer, FloatBuffer pointBuffer, Part part);

  /**
   * A part of the values of a tile.
   *
   * @param tile its number
   * @param start index of the first value within a pixel
   * @param n how many values
   * @param point index of the first value in the first point
   * @param pointStep distance to the same value in the next point
   */
  record Part(int tile, int start, int n, int point, int pointStep) {}
}
