package recipe4j.engine;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import recipe4j.engine.Operation.Binding;

/**
 * An element-wise activation. Where it is fused into the layer before it, only its derivative is
 * left to do here, from the output and in place.
 *
 * <p>A fused activation rises monotonically, so it may stand behind the max pooling that follows
 * it: the maximum's gradient is the only one that passes. The derivative is then applied to the
 * pooled values, a quarter of the work with a 2x2 window.
 */
final class ActivationStep implements Step {
  private final Eltwise function;
  private final boolean fused;
  private final String name;

  /** What the derivative reads: the output where it can, else the input. */
  private Tensor read;

  /**
   * An activation.
   *
   * @param layer index, for the name
   * @param function what to apply
   * @param fused whether the layer before it applies it already
   */
  ActivationStep(int layer, Eltwise function, boolean fused) {
    this.function = function;
    this.fused = fused;
    this.name = "activation" + layer;
  }

  private eltwise_forward.primitive_desc describe(PlanBuilder builder, int algorithm, Tensor of) {
    eltwise_forward.desc asked =
        new eltwise_forward.desc(
            builder.propagation(), algorithm, of.layout(), function.alpha(), 0f);
    return new eltwise_forward.primitive_desc(asked, builder.attributes(), builder.cpu());
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    if (fused) {
      read = input;
      return input;
    }
    eltwise_forward.primitive_desc chosen = describe(builder, function.forward(), input);
    Tensor result = builder.tensor(chosen.dst_desc(), input.shape());
    builder.forward(
        builder.operation(
            name,
            new eltwise_forward(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_SRC, input.data()),
            new Binding(dnnl.DNNL_ARG_DST, result.data())));
    read = function.fromOutput() ? result : input;
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor diff = builder.ensure(name + " output", gradient, read.layout(), builder.backward());
    eltwise_backward.desc asked =
        new eltwise_backward.desc(
            function.backward(), diff.layout(), read.layout(), function.alpha(), 0f);
    eltwise_backward.primitive_desc chosen =
        new eltwise_backward.primitive_desc(
            asked,
            builder.attributes(),
            builder.cpu(),
            describe(builder, function.backward(), read));
    int argument = function.fromOutput() ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    builder.backward(
        builder.operation(
            name + " data",
            new eltwise_backward(chosen),
            chosen,
            new Binding(argument, read.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_DST, diff.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, diff.data())));
    return diff;
  }
}
