package recipe4j.engine.layer;

import recipe4j.engine.graph.KernelWindow;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * Turns an image of one channel into one of a channel for each row of the kernel, each shifted down
 * by one row more. A convolution with a kernel {h, w} over the image is the same sum as one with a
 * kernel {1, w} over these channels. On AVX2 processors oneDNN has a fast kernel of the weights'
 * gradient for three channels, but none for one.
 */
final class RowsAsChannels {
  private static final int CHANNELS = 3;

  private RowsAsChannels() {}

  /** Whether a convolution can be computed in this way. */
  static boolean fit(LayerSpec.Convolution spec, Shape input) {
    long[] extent = {input.dims()[1], input.dims()[2]};
    return spec.inputs() == 1
        && spec.groups() == null
        && spec.window().kernel()[0] == CHANNELS
        && spec.window().before(extent)[0] == 0
        && spec.window().after(extent)[0] == 0;
  }

  /** The new image's shape; it has as many rows as the convolution's output. */
  static Shape shape(Shape input, Shape output) {
    return new Shape(CHANNELS, output.dims()[1], input.dims()[2]);
  }

  /** The weights' dimensions; their memory is the same. */
  static long[] weightDims(long[] dims) {
    return new long[] {dims[0], CHANNELS, 1, dims[3]};
  }

  /** The new image, filled from the network's input in the backward pass. */
  static Tensor copy(
      PlanBuilder builder, String name, KernelWindow window, Shape input, Shape channels) {
    Tensor result = builder.tensor(Layouts.plain(channels.batch(builder.rows())), channels);
    long width = channels.dims()[2];
    long height = channels.dims()[1];
    long[] part = {builder.rows(), height, width};
    long rowStride = window.stride()[0] * width;
    Layout from = Layouts.strided(part, input.size(), rowStride, 1);
    Layout to = Layouts.strided(part, channels.size(), width, 1);
    for (int i = 0; i < CHANNELS; i++) {
      long offset = (long) i * window.dilation()[0] * width * Float.BYTES;
      Data source = builder.part(builder.input(), from, offset);
      Data target = builder.part(result.data(), to, i * height * width * Float.BYTES);
      builder.addBackward(builder.reorder(name + " row " + i, source, target));
    }
    return result;
  }
}
