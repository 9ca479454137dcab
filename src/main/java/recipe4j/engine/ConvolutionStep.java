package recipe4j.engine;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import recipe4j.engine.Operation.Binding;

/** A 2D convolution, with the activation behind it where it can be fused. */
final class ConvolutionStep implements Step {
  /** Up to so many channels the network's input is read as it is. */
  private static final int PLAIN_CHANNELS = 4;

  private static final int ALGORITHM = dnnl.dnnl_convolution_direct;

  private final LayerSpec.Convolution spec;
  private final Eltwise fused;
  private final boolean first;
  private final String name;
  private final memory.desc plainWeights;
  private final memory.desc plainBias;
  private convolution_forward.primitive_desc forward;
  private Tensor source;
  private memory weights;
  private Shape output;
  private Geometry geometry;

  /**
   * A convolution.
   *
   * @param spec its configuration
   * @param fused the activation to apply to its output, or null
   * @param first whether it reads the network's input
   */
  ConvolutionStep(LayerSpec.Convolution spec, Eltwise fused, boolean first) {
    this.spec = spec;
    this.fused = fused;
    this.first = first;
    this.name = "convolution" + spec.layer();
    this.plainWeights = Layouts.plain(weightDims());
    this.plainBias = Layouts.plain(spec.filters());
  }

  private long[] weightDims() {
    int[] kernel = spec.window().kernel();
    return new long[] {spec.filters(), spec.inputs(), kernel[0], kernel[1]};
  }

  private memory.desc sourceLayout(PlanBuilder builder, Tensor input) {
    return first && spec.inputs() <= PLAIN_CHANNELS
        ? input.layout()
        : Layouts.any(input.shape().batch(builder.rows()));
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    output = spec.output(input.shape());
    long[] extent = {input.shape().dims()[1], input.shape().dims()[2]};
    geometry = Geometry.of(spec.window(), extent);
    forward = describe(builder, sourceLayout(builder, input), weightDims(), geometry);
    source = builder.ensure(name + " input", input, forward.src_desc(), builder.forward());
    weights = builder.weights(spec.layer(), "W", plainWeights, forward.weights_desc());
    Tensor result = builder.tensor(forward.dst_desc(), output);
    Binding from = new Binding(dnnl.DNNL_ARG_SRC, source.data());
    Binding by = new Binding(dnnl.DNNL_ARG_WEIGHTS, weights);
    Binding to = new Binding(dnnl.DNNL_ARG_DST, result.data());
    convolution_forward primitive = new convolution_forward(forward);
    if (spec.bias()) {
      memory bias = builder.weights(spec.layer(), "b", plainBias, plainBias);
      Binding plus = new Binding(dnnl.DNNL_ARG_BIAS, bias);
      builder.forward(builder.operation(name, primitive, forward, from, by, plus, to));
    } else {
      builder.forward(builder.operation(name, primitive, forward, from, by, to));
    }
    return result;
  }

  private convolution_forward.primitive_desc describe(
      PlanBuilder builder, memory.desc from, long[] dims, Geometry at) {
    int kind = builder.propagation();
    memory.desc by = Layouts.any(dims);
    memory.desc to = Layouts.any(output.batch(builder.rows()));
    convolution_forward.desc asked =
        spec.bias()
            ? new convolution_forward.desc(
                kind, ALGORITHM, from, by, plainBias, to, at.strides, at.gaps, at.before, at.after)
            : new convolution_forward.desc(
                kind, ALGORITHM, from, by, to, at.strides, at.gaps, at.before, at.after);
    primitive_attr attributes = fused == null ? builder.attributes() : builder.attributes(fused);
    return new convolution_forward.primitive_desc(asked, attributes, builder.cpu());
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    backwardWeights(builder, gradient);
    return wanted ? backwardData(builder, gradient) : null;
  }

  private void backwardWeights(PlanBuilder builder, Tensor gradient) {
    convolution_backward_weights.primitive_desc chosen =
        describeWeights(builder, sourceLayout(builder, source), weightDims(), geometry, forward);
    if (first && !isGenerated(chosen) && RowChannels.fit(spec, source.shape())) {
      Shape channels = RowChannels.shape(source.shape(), output);
      memory.desc from = Layouts.plain(channels.batch(builder.rows()));
      long[] dims = RowChannels.weightDims(weightDims());
      Geometry rows = geometry.withoutRows();
      convolution_backward_weights.primitive_desc faster =
          describeWeights(builder, from, dims, rows, describe(builder, from, dims, rows));
      if (isGenerated(faster)) {
        Tensor input = RowChannels.copy(builder, name, spec.window(), source.shape(), channels);
        backwardWeights(builder, gradient, input, faster, Layouts.plain(dims));
        return;
      }
    }
    backwardWeights(builder, gradient, source, chosen, plainWeights);
  }

  /** Whether the kernel is made for this processor and shape. */
  private static boolean isGenerated(convolution_backward_weights.primitive_desc chosen) {
    return chosen.impl_info_str().getString().startsWith("jit");
  }

  private convolution_backward_weights.primitive_desc describeWeights(
      PlanBuilder builder,
      memory.desc from,
      long[] dims,
      Geometry at,
      convolution_forward.primitive_desc hint) {
    memory.desc by = Layouts.any(dims);
    memory.desc to = Layouts.any(output.batch(builder.rows()));
    convolution_backward_weights.desc asked =
        spec.bias()
            ? new convolution_backward_weights.desc(
                ALGORITHM, from, by, plainBias, to, at.strides, at.gaps, at.before, at.after)
            : new convolution_backward_weights.desc(
                ALGORITHM, from, by, to, at.strides, at.gaps, at.before, at.after);
    return new convolution_backward_weights.primitive_desc(
        asked, builder.attributes(), builder.cpu(), hint);
  }

  private void backwardWeights(
      PlanBuilder builder,
      Tensor gradient,
      Tensor from,
      convolution_backward_weights.primitive_desc chosen,
      memory.desc plain) {
    String title = name + " weights";
    Tensor input = builder.ensure(title + " input", from, chosen.src_desc(), builder.backward());
    Tensor above =
        builder.ensure(title + " output", gradient, chosen.diff_dst_desc(), builder.backward());
    memory computed = builder.gradient(spec.layer(), "W", plain, chosen.diff_weights_desc());
    Binding in = new Binding(dnnl.DNNL_ARG_SRC, input.data());
    Binding out = new Binding(dnnl.DNNL_ARG_DIFF_DST, above.data());
    Binding result = new Binding(dnnl.DNNL_ARG_DIFF_WEIGHTS, computed);
    convolution_backward_weights primitive = new convolution_backward_weights(chosen);
    if (spec.bias()) {
      memory bias = builder.gradient(spec.layer(), "b", plainBias, plainBias);
      Binding and = new Binding(dnnl.DNNL_ARG_DIFF_BIAS, bias);
      builder.backward(builder.operation(title, primitive, chosen, in, out, result, and));
    } else {
      builder.backward(builder.operation(title, primitive, chosen, in, out, result));
    }
  }

  private Tensor backwardData(PlanBuilder builder, Tensor gradient) {
    Shape input = source.shape();
    convolution_backward_data.desc asked =
        new convolution_backward_data.desc(
            ALGORITHM,
            Layouts.any(input.batch(builder.rows())),
            Layouts.any(weightDims()),
            Layouts.any(output.batch(builder.rows())),
            geometry.strides,
            geometry.gaps,
            geometry.before,
            geometry.after);
    convolution_backward_data.primitive_desc chosen =
        new convolution_backward_data.primitive_desc(
            asked, builder.attributes(), builder.cpu(), forward);
    String title = name + " data";
    Tensor above =
        builder.ensure(title + " output", gradient, chosen.diff_dst_desc(), builder.backward());
    memory by = builder.weights(spec.layer(), "W", plainWeights, chosen.weights_desc());
    Tensor result = builder.tensor(chosen.diff_src_desc(), input);
    builder.backward(
        builder.operation(
            title,
            new convolution_backward_data(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DIFF_DST, above.data()),
            new Binding(dnnl.DNNL_ARG_WEIGHTS, by),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, result.data())));
    return result;
  }

  /** The window as oneDNN takes it, one value per axis. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Geometry(long[] strides, long[] gaps, long[] before, long[] after) {
    static Geometry of(Window window, long[] extent) {
      return new Geometry(
          window.strides(), window.gaps(), window.before(extent), window.after(extent));
    }

    /** The same along the width, and nothing along the height. */
    Geometry withoutRows() {
      return new Geometry(
          new long[] {1, strides[1]},
          new long[] {0, gaps[1]},
          new long[] {0, before[1]},
          new long[] {0, after[1]});
    }
  }
}
