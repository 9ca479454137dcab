package recipe4j.engine.layer;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A 2D convolution by oneDNN's kernels, with the activation after it if that can be fused. Its
 * backward pass computes the gradients of weights and bias first, then that of the input.
 */
public final class ConvolutionCompiler implements LayerCompiler {
  /** Up to this number of channels, the network's input is read in its plain layout. */
  private static final int PLAIN_CHANNELS = 4;

  private final LayerSpec.Convolution spec;
  private final Eltwise fused;
  private final boolean first;
  private final String name;
  private final Layout plainWeights;
  private final Layout plainBias;
  private ConvolutionKernels kernels;
  private Tensor source;
  private Shape output;

  /**
   * For one layer.
   *
   * @param spec the layer
   * @param fused the activation to apply to its output, or null
   * @param first whether it reads the network's input
   */
  public ConvolutionCompiler(LayerSpec.Convolution spec, Eltwise fused, boolean first) {
    this.spec = spec;
    this.fused = fused;
    this.first = first;
    this.name = "convolution" + spec.layer();
    this.plainWeights =
        spec.groups() == null
            ? Layouts.plain(spec.weightDims())
            : Layouts.strided(spec.weightDims(), spec.groups().strides());
    this.plainBias = spec.bias() ? Layouts.plain(spec.filters()) : null;
  }

  /** Whether a layer reads the network's input as it is. */
  static boolean readsPlain(LayerSpec.Convolution spec, boolean first) {
    return first && spec.inputs() <= PLAIN_CHANNELS && spec.groups() == null;
  }

  private memory.desc sourceLayout(PlanBuilder builder, Tensor input) {
    return readsPlain(spec, first)
        ? input.description()
        : Layouts.any(input.shape().batch(builder.rows()));
  }

  private memory.desc anyOutput(PlanBuilder builder) {
    return Layouts.any(output.batch(builder.rows()));
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    output = spec.output(input.shape());
    long[] extent = {input.shape().dims()[1], input.shape().dims()[2]};
    kernels =
        new ConvolutionKernels(builder, ConvolutionGeometry.of(spec.window(), extent), plainBias);
    convolution_forward.primitive_desc chosen =
        kernels.forward(
            sourceLayout(builder, input),
            Layouts.any(spec.weightDims()),
            anyOutput(builder),
            fused == null ? builder.attributes() : builder.attributes(fused));
    source =
        builder.ensureLayout(
            name + " input", input, Layout.of(chosen.src_desc()), builder.forwardOperations());
    Tensor result = builder.tensor(Layout.of(chosen.dst_desc()), output);
    builder.addForward(apply(builder, chosen, result));
    return result;
  }

  private Data bias(PlanBuilder builder) {
    return plainBias == null
        ? null
        : builder.weights(spec.layer(), spec.biases(), plainBias, plainBias);
  }

  private Operation apply(
      PlanBuilder builder, convolution_forward.primitive_desc chosen, Tensor result) {
    Data weights =
        builder.weights(
            spec.layer(), spec.weights(), plainWeights, Layout.of(chosen.weights_desc()));
    return builder.operation(
        name,
        new convolution_forward(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC, source.data()),
        new Binding(dnnl.DNNL_ARG_WEIGHTS, weights),
        new Binding(dnnl.DNNL_ARG_BIAS, bias(builder)),
        new Binding(dnnl.DNNL_ARG_DST, result.data()));
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    backwardWeights(builder, gradient);
    return wanted ? backwardData(builder, gradient) : null;
  }

  private void backwardWeights(PlanBuilder builder, Tensor gradient) {
    convolution_backward_weights.primitive_desc chosen =
        kernels.weights(
            sourceLayout(builder, source), Layouts.any(spec.weightDims()), anyOutput(builder));
    if (first && !isGenerated(chosen) && RowsAsChannels.fit(spec, source.shape())) {
      Shape channels = RowsAsChannels.shape(source.shape(), output);
      Layout from = Layouts.plain(channels.batch(builder.rows()));
      long[] dims = RowsAsChannels.weightDims(spec.weightDims());
      convolution_backward_weights.primitive_desc faster =
          new ConvolutionKernels(builder, kernels.geometry().withoutRows(), plainBias)
              .weights(from.description(), Layouts.any(dims), anyOutput(builder));
      if (isGenerated(faster)) {
        Tensor input = RowsAsChannels.copy(builder, name, spec.window(), source.shape(), channels);
        backwardWeights(builder, gradient, input, faster, Layouts.plain(dims));
        return;
      }
    }
    backwardWeights(builder, gradient, source, chosen, plainWeights);
  }

  /** Whether oneDNN generates the kernel's code for this processor and shape, which is fast. */
  private static boolean isGenerated(convolution_backward_weights.primitive_desc chosen) {
    return chosen.impl_info_str().getString().startsWith("jit");
  }

  private void backwardWeights(
      PlanBuilder builder,
      Tensor gradient,
      Tensor from,
      convolution_backward_weights.primitive_desc chosen,
      Layout plain) {
    String title = name + " weights";
    Tensor input =
        builder.ensureLayout(
            title + " input", from, Layout.of(chosen.src_desc()), builder.backwardOperations());
    Tensor above =
        builder.ensureLayout(
            title + " output",
            gradient,
            Layout.of(chosen.diff_dst_desc()),
            builder.backwardOperations());
    Data computed =
        builder.gradient(
            spec.layer(), spec.weights(), plain, Layout.of(chosen.diff_weights_desc()));
    Data bias =
        spec.bias() ? builder.gradient(spec.layer(), spec.biases(), plainBias, plainBias) : null;
    builder.addBackward(
        builder.operation(
            title,
            new convolution_backward_weights(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_SRC, input.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_DST, above.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_WEIGHTS, computed),
            new Binding(dnnl.DNNL_ARG_DIFF_BIAS, bias)));
  }

  private Tensor backwardData(PlanBuilder builder, Tensor gradient) {
    Shape input = source.shape();
    convolution_backward_data.primitive_desc chosen =
        kernels.data(
            Layouts.any(input.batch(builder.rows())),
            Layouts.any(spec.weightDims()),
            anyOutput(builder));
    String title = name + " data";
    Tensor above =
        builder.ensureLayout(
            title + " output",
            gradient,
            Layout.of(chosen.diff_dst_desc()),
            builder.backwardOperations());
    Data weights =
        builder.weights(
            spec.layer(), spec.weights(), plainWeights, Layout.of(chosen.weights_desc()));
    Tensor result = builder.tensor(Layout.of(chosen.diff_src_desc()), input);
    builder.addBackward(
        builder.operation(
            title,
            new convolution_backward_data(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DIFF_DST, above.data()),
            new Binding(dnnl.DNNL_ARG_WEIGHTS, weights),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, result.data())));
    return result;
  }
}
