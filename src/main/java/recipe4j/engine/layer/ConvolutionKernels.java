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
 * Asks oneDNN for the kernels of a convolution's passes.
 *
 * @param builder of the plan
 * @param at the window
 * @param bias layout, or null for none
 */
record ConvolutionKernels(PlanBuilder builder, ConvolutionGeometry at, memory.desc bias) {
  /**
   * A kernel of an algorithm, or a direct one where oneDNN has none, as for an activation that its
   * Winograd kernels can't fuse.
   *
   * @param <T> the kernel's type
   * @param algorithm wanted
   * @param kernel asks for it
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
   * From input to output.
   *
   * @param algorithm one of {@link ConvolutionAlgorithm}'s
   * @param from layout of the input
   * @param by layout of the weights
   * @param to layout of the output
   * @param attributes what is fused
   */
  convolution_forward.primitive_desc forward(
      int algorithm, memory.desc from, memory.desc by, memory.desc to, primitive_attr attributes) {
    int kind = builder.propagation();
    convolution_forward.desc asked =
        bias == null
            ? new convolution_forward.desc(
                kind, algorithm, from, by, to, at.strides(), at.gaps(), at.before(), at.after())
            : new convolution_forward.desc(
                kind,
                algorithm,
                from,
                by,
                bias,
                to,
                at.strides(),
                at.gaps(),
                at.before(),
                at.after());
    return new convolution_forward.primitive_desc(asked, attributes, builder.cpu());
  }

  /** From the output's gradient to that of the weights and the bias. */
  convolution_backward_weights.primitive_desc weights(
      int algorithm, memory.desc from, memory.desc by, memory.desc to) {
    convolution_backward_weights.desc asked =
        bias == null
            ? new convolution_backward_weights.desc(
                algorithm, from, by, to, at.strides(), at.gaps(), at.before(), at.after())
            : new convolution_backward_weights.desc(
                algorithm, from, by, bias, to, at.strides(), at.gaps(), at.before(), at.after());
    return new convolution_backward_weights.primitive_desc(
        asked,
        builder.attributes(),
        builder.cpu(),
        forward(algorithm, from, by, to, builder.attributes()));
  }

  /** From the output's gradient to that of the input. */
  convolution_backward_data.primitive_desc data(
      int algorithm, memory.desc from, memory.desc by, memory.desc to) {
    convolution_backward_data.desc asked =
        new convolution_backward_data.desc(
            algorithm, from, by, to, at.strides(), at.gaps(), at.before(), at.after());
    return new convolution_backward_data.primitive_desc(
        asked,
        builder.attributes(),
        builder.cpu(),
        forward(algorithm, from, by, to, builder.attributes()));
  }
}
