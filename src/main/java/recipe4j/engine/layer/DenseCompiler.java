package recipe4j.engine.layer;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_forward;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A dense layer, with the activation after it if that can be fused. It works on DL4J's weights and
 * gradients in place: [inputs, outputs] in column-major order are [outputs, channels, height,
 * width] in row-major order. Only its input is converted, if it has another layout.
 */
public final class DenseCompiler implements LayerCompiler {
  private final LayerSpec.Dense spec;
  private final Eltwise fused;
  private final String name;
  private final Layout plainBias;
  private inner_product_forward.primitive_desc forward;
  private Tensor source;

  /**
   * For one layer.
   *
   * @param spec the layer
   * @param fused the activation to apply to its output, or null
   */
  public DenseCompiler(LayerSpec.Dense spec, Eltwise fused) {
    this.spec = spec;
    this.fused = fused;
    this.name = "dense" + spec.layer();
    this.plainBias = Layouts.plain(spec.outputs());
  }

  private long[] weightDims() {
    long[] dims = source.shape().batch(1);
    dims[0] = spec.outputs();
    return dims;
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    Layout inputLayout = Layouts.plain(input.shape().batch(builder.rows()));
    source = builder.ensureLayout(name + " input", input, inputLayout, builder.forwardOperations());
    Shape output = new Shape(spec.outputs());
    Layout outputLayout = Layouts.plain(output.batch(builder.rows()));
    Layout plain = Layouts.plain(weightDims());
    int kind = builder.propagation();
    inner_product_forward.desc descriptor =
        spec.bias()
            ? new inner_product_forward.desc(
                kind,
                inputLayout.description(),
                plain.description(),
                plainBias.description(),
                outputLayout.description())
            : new inner_product_forward.desc(
                kind, inputLayout.description(), plain.description(), outputLayout.description());
    forward =
        new inner_product_forward.primitive_desc(
            descriptor,
            fused == null ? builder.attributes() : builder.attributes(fused),
            builder.cpu());
    Tensor result = builder.tensor(outputLayout, output);
    Data weights = builder.weights(spec.layer(), "W", plain, plain);
    Data bias = spec.bias() ? builder.weights(spec.layer(), "b", plainBias, plainBias) : null;
    builder.addForward(
        builder.operation(
            name,
            new inner_product_forward(forward),
            forward,
            new Binding(dnnl.DNNL_ARG_SRC, source.data()),
            new Binding(dnnl.DNNL_ARG_WEIGHTS, weights),
            new Binding(dnnl.DNNL_ARG_BIAS, bias),
            new Binding(dnnl.DNNL_ARG_DST, result.data())));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    backwardWeights(builder, gradient);
    return wanted ? backwardData(builder, gradient) : null;
  }

  private void backwardWeights(PlanBuilder builder, Tensor gradient) {
    long inputs = source.shape().size();
    gradient(builder, "W", gradient.data(), source.data(), inputs);
    if (spec.bias()) {
      gradient(builder, "b", gradient.data(), builder.ones(builder.rows()), 1);
    }
  }

  private void gradient(
      PlanBuilder builder, String parameter, Data above, Data factor, long columns) {
    long[] extents = {builder.rows(), spec.outputs(), columns};
    builder.gradient(
        spec.layer(),
        parameter,
        Layouts.plain(spec.outputs() * columns),
        (title, result) -> new DenseWeightGradient(title, above, factor, extents, result));
  }

  private Tensor backwardData(PlanBuilder builder, Tensor gradient) {
    Layout plain = Layouts.plain(weightDims());
    inner_product_backward_data.desc descriptor =
        new inner_product_backward_data.desc(
            source.description(), plain.description(), gradient.description());
    inner_product_backward_data.primitive_desc chosen =
        new inner_product_backward_data.primitive_desc(
            descriptor, builder.attributes(), builder.cpu(), forward);
    Data weights = builder.weights(spec.layer(), "W", plain, plain);
    Tensor result = builder.tensor(Layout.of(chosen.diff_src_desc()), source.shape());
    builder.addBackward(
        builder.operation(
            name + " data",
            new inner_product_backward_data(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DIFF_DST, gradient.data()),
            new Binding(dnnl.DNNL_ARG_WEIGHTS, weights),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, result.data())));
    return result;
  }
}
