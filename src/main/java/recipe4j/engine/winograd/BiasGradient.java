package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;

/** Sums the output's gradient over pixels and examples for each channel: the bias's gradient. */
final class BiasGradient extends Operation {
  private final WinogradImage pixels;
  private final memory sums;
  private final float[] pixel;
  private final float[] total;
  private FloatBuffer from;
  private FloatBuffer to;

  BiasGradient(String name, WinogradImage pixels, memory sums) {
    super(name);
    this.pixels = pixels;
    this.sums = sums;
    this.pixel = new float[pixels.values()];
    this.total = new float[pixels.values()];
  }

  @Override
  public void run() {
    if (from == null) {
      from = pixels.buffer();
      to = FloatArrays.buffer(sums);
    }
    Arrays.fill(total, 0f);
    for (int i = 0; i < pixels.height() * pixels.width(); i++) {
      from.get(i * pixel.length, pixel);
      FloatArrays.add(pixel, total, total.length);
    }
    int channels = to.capacity();
    for (int i = channels; i < total.length; i++) {
      total[i % channels] += total[i];
    }
    to.put(0, total, 0, channels);
  }
}
