package recipe4j.engine.layer;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Softmax over the features of a hidden layer. */
public final class SoftmaxCompiler implements LayerCompiler {
  private static final int AXIS = 1;

  private final String name;
  private softmax_forward.primitive_desc forward;
  private Tensor result;

  /** For one layer. */
  public SoftmaxCompiler(LayerSpec.Softmax spec) {
    this.name = "softmax" + spec.layer();
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    softmax_forward.desc descriptor =
        new softmax_forward.desc(builder.propagation(), input.description(), AXIS);
    forward = new softmax_forward.primitive_desc(descriptor, builder.attributes(), builder.cpu());
    result = builder.tensor(input.layout(), input.shape());
    builder.addForward(
        builder.operation(
            name,
            new softmax_forward(forward),
            forward,
            new Binding(dnnl.DNNL_ARG_SRC, input.data()),
            new Binding(dnnl.DNNL_ARG_DST, result.data())));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Layout layout = result.layout();
    Tensor diff =
        builder.ensureLayout(name + " output", gradient, layout, builder.backwardOperations());
    softmax_backward.primitive_desc chosen =
        new softmax_backward.primitive_desc(
            new softmax_backward.desc(layout.description(), layout.description(), AXIS),
            builder.attributes(),
            builder.cpu(),
            forward);
    Tensor below = builder.tensor(layout, result.shape());
    builder.addBackward(
        builder.operation(
            name + " data",
            new softmax_backward(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DST, result.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_DST, diff.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, below.data())));
    return below;
  }
}
