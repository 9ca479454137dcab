package recipe4j.engine;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/**
 * Transforms points, [points, tiles, values], to the tiles of images; where these overlap, adds.
 */
final class PointsToPixels implements Operation {
  private final String name;
  private final memory points;
  private final Tiling tiling;
  private final PixelGrid pixels;
  private final memory bias;
  private final int side;
  private final int pointCount;
  private final boolean overlapping;
  private final TileTransform transform;
  private final float[] sum = new float[TileTransform.CHUNK];
  private float[] shift;
  private FloatBuffer from;
  private FloatBuffer to;
  private FloatBuffer biases;

  /**
   * Describes the transform of one micro-batch.
   *
   * @param bias added to every channel of every pixel; null for none
   */
  PointsToPixels(
      String name,
      memory points,
      WinogradTransform kind,
      Tiling tiling,
      PixelGrid pixels,
      memory bias) {
    this.name = name;
    this.points = points;
    this.tiling = tiling;
    this.pixels = pixels;
    this.bias = bias;
    this.side = kind.outputs();
    this.pointCount = kind.inputs() * kind.inputs();
    this.overlapping = side > Tiling.STEP && tiling.count() > 1;
    this.transform = new TileTransform(kind);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kernel() {
    return "java:winograd";
  }

  @Override
  public void run() {
    if (from == null) {
      open();
    }
    if (bias != null) {
      repeatBias();
    }
    if (overlapping) {
      Pointer.memset(pixels.data().get_data_handle(), 0, pixels.data().get_desc().get_size());
    }
    for (int tile = 0; tile < tiling.count(); tile++) {
      for (int start = 0; start < pixels.values(); start += TileTransform.CHUNK) {
        run(tile, start, Math.min(TileTransform.CHUNK, pixels.values() - start));
      }
    }
  }

  private void open() {
    from = PixelGrid.open(points);
    to = pixels.open();
    if (bias != null) {
      biases = PixelGrid.open(bias);
      shift = new float[pixels.values()];
    }
  }

  private void repeatBias() {
    int channels = biases.capacity();
    biases.get(0, shift, 0, channels);
    for (int i = channels; i < shift.length; i += channels) {
      System.arraycopy(shift, 0, shift, i, channels);
    }
  }

  private void run(int tile, int start, int n) {
    int pointStep = tiling.count() * pixels.values();
    int source = tile * pixels.values() + start;
    for (int point = 0; point < pointCount; point++) {
      from.get(point * pointStep + source, transform.from(point), 0, n);
    }
    transform.run(n);
    for (int place = 0; place < side * side; place++) {
      int offset = tiling.offset(pixels, tile, side, place);
      if (offset >= 0) {
        if (bias != null) {
          addBias(transform.to(place), start, n);
        }
        put(transform.to(place), offset + start, n);
      }
    }
  }

  private void addBias(float[] values, int start, int n) {
    for (int i = 0; i < n; i++) {
      values[i] += shift[start + i];
    }
  }

  private void put(float[] values, int offset, int n) {
    if (overlapping) {
      to.get(offset, sum, 0, n);
      for (int i = 0; i < n; i++) {
        sum[i] += values[i];
      }
      to.put(offset, sum, 0, n);
    } else {
      to.put(offset, values, 0, n);
    }
  }
}
