package recipe4j.engine.layer;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.plan.PlanBuilder;

/**
 * Gets oneDNN's kernels for a convolution's passes.
 *
 * @param builder of the plan
 * @param geometry the window
 * @param bias layout, or null for none
 */
record ConvolutionKernels(PlanBuilder builder, ConvolutionGeometry geometry, Layout bias) {
  /**
   * The kernel of the output.
   *
   * @param input layout
   * @param weights layout
   * @param output layout
   * @param attributes with what is fused
   */
  convolution_forward.primitive_desc forward(
      memory.desc input, memory.desc weights, memory.desc output, primitive_attr attributes) {
    int kind = builder.propagation();
    convolution_forward.desc descriptor =
        bias == null
            ? new convolution_forward.desc(
                kind,
                dnnl.dnnl_convolution_direct,
                input,
                weights,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after())
            : new convolution_forward.desc(
                kind,
                dnnl.dnnl_convolution_direct,
                input,
                weights,
                bias.description(),
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after());
    return new convolution_forward.primitive_desc(descriptor, attributes, builder.cpu());
  }

  /** The kernel of the gradients of weights and bias; arguments as for {@link #forward}. */
  convolution_backward_weights.primitive_desc weights(
      memory.desc input, memory.desc weights, memory.desc output) {
    convolution_backward_weights.desc descriptor =
        bias == null
            ? new convolution_backward_weights.desc(
                dnnl.dnnl_convolution_direct,
                input,
                weights,
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after())
            : new convolution_backward_weights.desc(
                dnnl.dnnl_convolution_direct,
                input,
                weights,
                bias.description(),
                output,
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after());
    return new convolution_backward_weights.primitive_desc(
        descriptor,
        builder.attributes(),
        builder.cpu(),
        forward(input, weights, output, builder.attributes()));
  }

  /** The kernel of the input's gradient; arguments as for {@link #forward}. */
  convolution_backward_data.primitive_desc data(
      memory.desc input, memory.desc weights, memory.desc output) {
    convolution_backward_data.desc descriptor =
        new convolution_backward_data.desc(
            dnnl.dnnl_convolution_direct,
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
        forward(input, weights, output, builder.attributes()));
  }
}
