package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.FloatArrays;

/** Transforms points to tiles of images; adds where tiles overlap. */
final class WinogradInverse extends WinogradTileOperation {
  private final memory bias;
  private final int side;
  private final int pointCount;
  private final boolean overlapping;
  private final float[] sum = new float[WinogradTileTransform.CHUNK];
  private final float[] shift;

  /**
   * Describes the transform of one micro-batch.
   *
   * @param name for profiles
   * @param points to transform
   * @param kind the transform along each axis
   * @param tiling of the images
   * @param pixels the images, which receive the tiles
   * @param bias added to every channel of every pixel; null for none
   */
  WinogradInverse(
      String name,
      memory points,
      WinogradTransform kind,
      Tiling tiling,
      WinogradImage pixels,
      memory bias) {
    super(name, kind, pixels, tiling, points);
    this.bias = bias;
    this.side = kind.outputs();
    this.pointCount = kind.inputs() * kind.inputs();
    this.overlapping = side > Tiling.STEP && tiling.count() > 1;
    this.shift = new float[bias == null ? 0 : pixels.values()];
  }

  @Override
  void begin() {
    if (bias != null) {
      repeatBias(FloatArrays.buffer(bias));
    }
    if (overlapping) {
      Pointer.memset(pixels.data().get_data_handle(), 0, pixels.data().get_desc().get_size());
    }
  }

  private void repeatBias(FloatBuffer biases) {
    int channels = biases.capacity();
    biases.get(0, shift, 0, channels);
    for (int i = channels; i < shift.length; i += channels) {
      System.arraycopy(shift, 0, shift, i, channels);
    }
  }

  @Override
  void transform(FloatBuffer to, FloatBuffer from, Part part) {
    for (int i = 0; i < pointCount; i++) {
      from.get(part.point() + i * part.pointStep(), transform.from(i), 0, part.n());
    }
    transform.run(part.n());
    for (int place = 0; place < side * side; place++) {
      int offset = pixels.offset(tiling, part.tile(), side, place);
      if (offset >= 0) {
        if (bias != null) {
          addBias(transform.to(place), part);
        }
        put(transform.to(place), to, offset + part.start(), part.n());
      }
    }
  }

  private void addBias(float[] values, Part part) {
    int start = part.start();
    for (int i = 0, n = part.n(); i < n; i++) {
      values[i] += shift[start + i];
    }
  }

  private void put(float[] values, FloatBuffer to, int offset, int n) {
    if (overlapping) {
      to.get(offset, sum, 0, n);
      FloatArrays.add(values, sum, n);
      to.put(offset, sum, 0, n);
    } else {
      to.put(offset, values, 0, n);
    }
  }
}
