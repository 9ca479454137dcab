package recipe4j.engine.layer;

import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.KernelWindow;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A one-channel image as one channel per row of the kernel, each a row further down. A convolution
 * of kernel {h, w} over the image is the same sum as one of kernel {1, w} over these channels. For
 * three channels oneDNN has a fast kernel of the weights' gradient on AVX2 processors, for one it
 * has not.
 */
final class RowsAsChannels {
  private static final int CHANNELS = 3;

  private RowsAsChannels() {}

  /** Whether the network's input can be read so. */
  static boolean fit(LayerSpec.Convolution spec, Shape input) {
    long[] extent = {input.dims()[1], input.dims()[2]};
    return spec.inputs() == 1
        && spec.window().kernel()[0] == CHANNELS
        && spec.window().before(extent)[0] == 0
        && spec.window().after(extent)[0] == 0;
  }

  /** The channels' shape; as many rows as the convolution's output has. */
  static Shape shape(Shape input, Shape output) {
    return new Shape(CHANNELS, output.dims()[1], input.dims()[2]);
  }

  /** The weights' dimensions, which lie in memory as before. */
  static long[] weightDims(long[] dims) {
    return new long[] {dims[0], CHANNELS, 1, dims[3]};
  }

  /** Memory of the channels, filled going backward from the network's input. */
  static Tensor copy(
      PlanBuilder builder, String name, KernelWindow window, Shape input, Shape channels) {
    Tensor result = builder.tensor(Layouts.plain(channels.batch(builder.rows())), channels);
    long width = channels.dims()[2];
    long height = channels.dims()[1];
    long[] part = {builder.rows(), height, width};
    long rowStep = window.stride()[0] * width;
    memory.desc from = Layouts.strided(part, input.size(), rowStep, 1);
    memory.desc to = Layouts.strided(part, channels.size(), width, 1);
    for (int i = 0; i < CHANNELS; i++) {
      long offset = (long) i * window.dilation()[0] * width * Float.BYTES;
      memory source = builder.part(builder.input(), from, offset);
      memory target = builder.part(result.data(), to, i * height * width * Float.BYTES);
      builder.addBackward(builder.reorder(name + " row " + i, source, target));
    }
    return result;
  }
}
