package recipe4j.engine.layer;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A dense layer by the C kernels, with bias and activation in one pass. It works on DL4J's weights
 * and gradients in place: [inputs, outputs] in column-major order are [outputs, inputs] in
 * row-major order. Only where the inputs don't fill whole blocks, it works on copies that do.
 */
public final class NativeDense implements LayerCompiler {
  private final LayerSpec.Dense spec;
  private final float slope;
  private final String name;
  private final Layout plainWeights;
  private final Layout plainBias;
  private final Layout weights;
  private long shape;
  private Tensor source;
  private Tensor result;

  /**
   * For one layer.
   *
   * @param spec the layer
   * @param fused the activation to apply to its output, or null
   */
  public NativeDense(LayerSpec.Dense spec, @Nullable Eltwise fused) {
    this.spec = spec;
    this.slope = fused == null ? 1f : fused.alpha();
    this.name = "dense" + spec.layer();
    this.plainWeights = Layouts.plain(spec.outputs(), spec.inputs());
    this.weights = fits(spec) ? plainWeights : Layouts.blocked(spec.outputs(), spec.inputs());
    this.plainBias = Layouts.plain(spec.outputs());
  }

  /** Whether the kernels compute a layer in place. */
  public static boolean fits(LayerSpec.Dense spec) {
    return spec.inputs() % Layout.BLOCK == 0;
  }

  private Data weights(PlanBuilder builder) {
    return builder.weights(spec.layer(), "W", plainWeights, weights);
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    source = filled(builder, input);
    Shape output = new Shape(spec.outputs());
    result = builder.tensor(Layouts.plain(output.batch(builder.rows())), output);
    shape =
        builder
            .constants(
                builder.rows(),
                (int) (weights.length() / spec.outputs()),
                (int) spec.outputs(),
                Float.floatToRawIntBits(slope))
            .address();
    int lanes = builder.lanes();
    builder.addForward(
        new NativeOperation(
            name,
            at -> NativeKernels.denseForward(lanes, shape, at[0], at[1], at[2], at[3]),
            source.data(),
            weights(builder),
            spec.bias() ? builder.weights(spec.layer(), "b", plainBias, plainBias) : null,
            result.data()));
    return result;
  }

  /** The input, plain, or with its rows filled up to whole blocks. */
  private Tensor filled(PlanBuilder builder, Tensor input) {
    Layout plain = Layouts.plain(input.shape().batch(builder.rows()));
    Layout filled = fits(spec) ? plain : Layouts.blocked(builder.rows(), spec.inputs());
    List<Operation> forward = builder.forwardOperations();
    Tensor from =
        input.layout().equals(filled)
            ? input
            : builder.ensureLayout(name + " input", input, plain, forward);
    return builder.ensureLayout(name + " rows", from, filled, forward);
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    int lanes = builder.lanes();
    Data above = builder.memory(result.layout());
    Tensor below = wanted ? builder.tensor(source.layout(), source.shape()) : null;
    builder.addBackward(
        new NativeOperation(
            name + " gradients",
            at ->
                NativeKernels.denseBackward(lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5]),
            weights(builder),
            result.data(),
            builder
                .ensureLayout(
                    name + " output", gradient, result.layout(), builder.backwardOperations())
                .data(),
            above,
            spec.bias() ? builder.gradient(spec.layer(), "b", plainBias, plainBias) : null,
            wanted ? below.data() : null));
    BiFunction<String, Data, Operation> weightGradient =
        (title, total) ->
            new NativeOperation(
                title,
                at -> NativeKernels.denseWeightGradient(lanes, shape, at[0], at[1], at[2]),
                above,
                source.data(),
                total);
    if (fits(spec)) {
      builder.gradient(spec.layer(), "W", plainWeights, weightGradient);
      return below;
    }
    Data computed = builder.gradient(spec.layer(), "W", plainWeights, weights);
    builder.addBackward(weightGradient.apply(name + " weights", computed));
    return wanted
        ? builder.ensureLayout(
            name + " input gradient",
            below,
            Layouts.plain(below.shape().batch(builder.rows())),
            builder.backwardOperations())
        : null;
  }
}
