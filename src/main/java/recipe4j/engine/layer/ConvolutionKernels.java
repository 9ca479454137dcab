package recipe4j.engine.layer;

import java.util.function.IntFunction;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.plan.PlanBuilder;

/**
 * Gets oneDNN's kernels for a convolution's passes.
 *
 * @param builder of the plan
 * @param geometry the window
 * @param bias layout, or null for none
 */
record ConvolutionKernels(PlanBuilder builder, ConvolutionGeometry geometry, memory.desc bias) {
  /**
   * A kernel of an algorithm, or a direct one if oneDNN has none, as for an activation that its
   * Winograd kernels can't fuse.
   *
   * @param <T> the kernel's type
   * @param algorithm one of {@link ConvolutionAlgorithm}'s
   * @param kernel gets the kernel of an algorithm
   */
  <T> T choose(int algorithm, IntFunction<T> kernel) {
    if (algorithm == ConvolutionAlgorithm.DIRECT) {
      return kernel.apply(algorithm);
    }
    try {
      return kernel.apply(algorithm);
    } catch (RuntimeException e) { // "could not create a primitive descriptor iterator"
      return kernel.apply(ConvolutionAlgorithm.DIRECT);
    }
  }

  static boolean isWinograd(primitive_desc_base kernel) {
    return kernel.impl_info_str().getString().contains("wino");
  }

  /**
   * The kernel of the output.
   *
   * @param algorithm one of {@link ConvolutionAlgorithm}'s
   * @param input layout
   * @param weights layout
   * @param output layout
   * @param attributes with what is fused
   */
  convolution_forward.primitive_desc forward(
      int algorithm,
      memory.desc input,
      memory.desc weights,
      memory.desc output,
      primitive_attr attributes) {
    int kind = builder.propagation();
    convolution_forward.desc descriptor =
        bias == null
            ? new convolution_forward.desc(
                kind,
                algorithm,
                input,
                weights,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after())
            : new convolution_forward.desc(
                kind,
                algorithm,
                input,
                weights,
                bias,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after());
    return new convolution_forward.primitive_desc(descriptor, attributes, builder.cpu());
  }

  /** The kernel of the gradients of weights and bias; arguments as for {@link #forward}. */
  convolution_backward_weights.primitive_desc weights(
      int algorithm, memory.desc input, memory.desc weights, memory.desc output) {
    convolution_backward_weights.desc descriptor =
        bias == null
            ? new convolution_backward_weights.desc(
                algorithm,
                input,
                weights,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after())
            : new convolution_backward_weights.desc(
                algorithm,
                input,
                weights,
                bias,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after());
    return new convolution_backward_weights.primitive_desc(
        descriptor,
        builder.attributes(),
        builder.cpu(),
        forward(algorithm, input, weights, output, builder.attributes()));
  }

  /** The kernel of the input's gradient; arguments as for {@link #forward}. */
  convolution_backward_data.primitive_desc data(
      int algorithm, memory.desc input, memory.desc weights, memory.desc output) {
    convolution_backward_data.desc descriptor =
        new convolution_backward_data.desc(
            algorithm,
            input,
            weights,
            output,
            geometry.strides(),
            geometry.gaps(),
            geometry.before(),
            geometry.after());
    return new convolution_backward_data.primitive_desc(
        descriptor,
        builder.attributes(),
        builder.cpu(),
        forward(algorithm, input, weights, output, builder.attributes()));
  }
}
