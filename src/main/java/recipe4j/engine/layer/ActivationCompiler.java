package recipe4j.engine.layer;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import recipe4j.engine.activation.Softplus;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * An element-wise activation. If the layer before it computes its value (it is fused), only the
 * derivative is left to do here, from the output and in place.
 *
 * <p>A fused activation increases monotonically, so its derivative may be applied after a max
 * pooling that follows it: only the maximum's gradient passes. On the pooled values that is a
 * quarter of the work with a 2x2 window.
 */
public final class ActivationCompiler implements LayerCompiler {
  private final Eltwise function;
  private final boolean fused;
  private final String name;

  /** What the derivative is computed from: the output if it can be, else the input. */
  private Tensor derivativeInput;

  /**
   * For one layer.
   *
   * @param layer index, for the name
   * @param function to apply
   * @param fused whether the layer before it applies it
   */
  public ActivationCompiler(int layer, Eltwise function, boolean fused) {
    this.function = function;
    this.fused = fused;
    this.name = "activation" + layer;
  }

  private static eltwise_forward.primitive_desc describe(
      PlanBuilder builder, Eltwise function, int algorithm, Layout layout) {
    eltwise_forward.desc descriptor =
        new eltwise_forward.desc(
            builder.propagation(), algorithm, layout.description(), function.alpha(), 0f);
    return new eltwise_forward.primitive_desc(descriptor, builder.attributes(), builder.cpu());
  }

  /** Applies a function; in place if both are the same memory. */
  public static Operation apply(
      PlanBuilder builder, String name, Eltwise function, Data from, Data to) {
    if (builder.kernels().onlyNative()) {
      return apply(builder, name, function, from, null, to);
    }
    eltwise_forward.primitive_desc chosen =
        describe(builder, function, function.forward(), from.layout());
    return builder.operation(
        name,
        new eltwise_forward(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC, from),
        new Binding(dnnl.DNNL_ARG_DST, to));
  }

  private static Operation apply(
      PlanBuilder builder, String name, Eltwise function, Data from, Data gradient, Data to) {
    int lanes = builder.lanes();
    long shape = builder.constants(function.fields(from.layout().length())).address();
    return new NativeOperation(
        name, at -> NativeKernels.eltwise(lanes, shape, at[0], at[1], at[2]), from, gradient, to);
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    if (fused) {
      derivativeInput = input;
      return input;
    }
    if (function.isSoftplus()) {
      return softplus(builder, input);
    }
    Tensor result = builder.tensor(input.layout(), input.shape());
    builder.addForward(apply(builder, name, function, input.data(), result.data()));
    derivativeInput = function.fromOutput() ? result : input;
    return result;
  }

  private Tensor softplus(PlanBuilder builder, Tensor input) {
    Layout plain = Layouts.plain(input.shape().batch(builder.rows()));
    derivativeInput =
        builder.ensureLayout(name + " input", input, plain, builder.forwardOperations());
    Tensor result = builder.tensor(plain, input.shape());
    builder.addForward(new Softplus(name, derivativeInput.data(), result.data()));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor diff =
        builder.ensureLayout(
            name + " output", gradient, derivativeInput.layout(), builder.backwardOperations());
    String title = name + " data";
    if (builder.kernels().onlyNative()) {
      builder.addBackward(
          apply(builder, title, function, derivativeInput.data(), diff.data(), diff.data()));
      return diff;
    }
    eltwise_backward.desc descriptor =
        new eltwise_backward.desc(
            function.backward(),
            diff.description(),
            derivativeInput.description(),
            function.alpha(),
            0f);
    eltwise_backward.primitive_desc chosen =
        new eltwise_backward.primitive_desc(
            descriptor,
            builder.attributes(),
            builder.cpu(),
            describe(builder, function, function.backward(), derivativeInput.layout()));
    int argument = function.fromOutput() ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    builder.addBackward(
        builder.operation(
            title,
            new eltwise_backward(chosen),
            chosen,
            new Binding(argument, derivativeInput.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_DST, diff.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, diff.data())));
    return diff;
  }
}
