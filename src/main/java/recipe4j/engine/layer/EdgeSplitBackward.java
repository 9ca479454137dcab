package recipe4j.engine.layer;

import java.util.Arrays;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * The gradient of a 3x3 convolution's input whose height and width are a multiple of Winograd's 4x4
 * tiles plus one, such as 13x13. Winograd computes the inside; direct convolutions the first row,
 * the last row and the last column. An edge depends on one row or column of the output and of the
 * kernel only, so these convolutions are along one axis.
 *
 * <p>Tiles could cover the first row too, but oneDNN 2.5 shifts the result if the paddings above
 * and below differ.
 */
final class EdgeSplitBackward {
  private static final long KERNEL = 3;

  private final PlanBuilder builder;
  private final LayerSpec.Convolution spec;
  private final String name;
  private final Tensor gradient;
  private final Tensor result;

  /**
   * For one convolution without padding.
   *
   * @param builder of the plan
   * @param spec the convolution
   * @param name for profiles
   * @param gradient of the output
   * @param result receives the gradient of the input
   */
  EdgeSplitBackward(
      PlanBuilder builder,
      LayerSpec.Convolution spec,
      String name,
      Tensor gradient,
      Tensor result) {
    this.builder = builder;
    this.spec = spec;
    this.name = name;
    this.gradient = gradient;
    this.result = result;
  }

  /** Whether tiles leave one row and one column uncovered, and nothing is padded. */
  static boolean fits(ConvolutionGeometry geometry, Shape input) {
    return input.dims()[1] % Tiling.STEP == 1
        && input.dims()[2] % Tiling.STEP == 1
        && Arrays.equals(geometry.before(), new long[2])
        && Arrays.equals(geometry.after(), new long[2]);
  }

  /** The shape of what Winograd computes. */
  static Shape inside(Shape input) {
    return new Shape(input.dims()[0], input.dims()[1] - 2, input.dims()[2] - 1);
  }

  /** Adds the operations. */
  void add() {
    long height = result.shape().dims()[1];
    long width = result.shape().dims()[2];
    Rectangle inside = new Rectangle(1, 0, height - 2, width - 1);
    Rectangle output = new Rectangle(0, 0, height - 2, width - 2);
    Rectangle kernel = new Rectangle(0, 0, KERNEL, KERNEL);
    ConvolutionGeometry padded = padded(new long[] {1, 0}, new long[] {1, 1});
    part("", ConvolutionAlgorithm.WINOGRAD, inside, kernel, output, padded);
    edge(" top", new Rectangle(0, 0, 1, width), new Rectangle(0, 0, 1, KERNEL));
    edge(" bottom", new Rectangle(height - 1, 0, 1, width), new Rectangle(2, 0, 1, KERNEL));
    edge(" right", new Rectangle(0, width - 1, height, 1), new Rectangle(0, 2, KERNEL, 1));
  }

  private void edge(String title, Rectangle input, Rectangle kernel) {
    Rectangle output =
        new Rectangle(
            input.top() - kernel.top(),
            input.left() - kernel.left(),
            input.height() - kernel.height() + 1,
            input.width() - kernel.width() + 1);
    ConvolutionGeometry plain = padded(new long[2], new long[2]);
    part(title, ConvolutionAlgorithm.DIRECT, input, kernel, output, plain);
  }

  private static ConvolutionGeometry padded(long[] before, long[] after) {
    return new ConvolutionGeometry(new long[] {1, 1}, new long[2], before, after);
  }

  /** Computes a rectangle of the input's gradient from those of the output's and the kernel. */
  private void part(
      String title,
      int algorithm,
      Rectangle input,
      Rectangle kernel,
      Rectangle output,
      ConvolutionGeometry geometry) {
    long[] weightDims = kernel.dims(spec.filters(), spec.inputs());
    convolution_backward_data.primitive_desc chosen =
        new ConvolutionKernels(builder, geometry, null)
            .data(
                algorithm,
                Layouts.any(input.dims(builder.rows(), spec.inputs())),
                Layouts.any(weightDims),
                Layouts.any(output.dims(builder.rows(), spec.filters())));
    memory above = gradient.data();
    if (!chosen.diff_dst_desc().equals(gradient.layout())) {
      above = builder.memory(chosen.diff_dst_desc());
      builder.addBackward(
          builder.reorder(name + title + " output", output.of(builder, gradient), above));
    }
    memory.desc plain =
        Layouts.strided(weightDims, spec.inputs() * KERNEL * KERNEL, KERNEL * KERNEL, KERNEL, 1);
    long from = kernel.top() * KERNEL + kernel.left();
    memory weights = builder.weights(spec.layer(), "W", from, plain, chosen.weights_desc());
    memory computed = builder.memory(chosen.diff_src_desc());
    builder.addBackward(
        builder.operation(
            name + title,
            new convolution_backward_data(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DIFF_DST, above),
            new Binding(dnnl.DNNL_ARG_WEIGHTS, weights),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, computed)));
    builder.addBackward(
        builder.reorder(name + title + " input", computed, input.of(builder, result)));
  }

  /** A rectangle of an image or a kernel, in pixels. */
  private record Rectangle(long top, long left, long height, long width) {
    long[] dims(long first, long second) {
      return new long[] {first, second, height, width};
    }

    memory of(PlanBuilder builder, Tensor images) {
      long[] part = dims(builder.rows(), images.shape().channels());
      memory.desc layout = images.layout().submemory_desc(part, new long[] {0, 0, top, left});
      return builder.part(images.data(), layout, 0);
    }
  }
}
