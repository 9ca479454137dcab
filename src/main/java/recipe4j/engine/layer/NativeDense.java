package recipe4j.engine.layer;

import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A dense layer by the C kernels, with bias and activation in one pass. It works on DL4J's weights
 * and gradients in place: [inputs, outputs] in column-major order are [outputs, inputs] in
 * row-major order.
 */
public final class NativeDense implements LayerCompiler {
  /** The inputs must fill whole vectors of any instruction set. */
  private static final int BLOCK = 16;

  private final LayerSpec.Dense spec;
  private final float slope;
  private final String name;
  private final memory.desc plainWeights;
  private final memory.desc plainBias;
  private long shape;
  private Tensor source;
  private Tensor result;

  /**
   * For one layer that {@link #fits}.
   *
   * @param spec the layer
   * @param fused the activation to apply to its output, or null
   */
  public NativeDense(LayerSpec.Dense spec, @Nullable Eltwise fused) {
    this.spec = spec;
    this.slope = fused == null ? 1f : fused.alpha();
    this.name = "dense" + spec.layer();
    this.plainWeights = Layouts.plain(spec.outputs() * spec.inputs());
    this.plainBias = Layouts.plain(spec.outputs());
  }

  /** Whether the kernels compute a layer. */
  public static boolean fits(LayerSpec.Dense spec) {
    return spec.inputs() % BLOCK == 0;
  }

  private memory weights(PlanBuilder builder) {
    return builder.weights(spec.layer(), "W", plainWeights, plainWeights);
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    memory.desc wanted = Layouts.plain(input.shape().batch(builder.rows()));
    source = builder.ensureLayout(name + " input", input, wanted, builder.forwardOperations());
    Shape output = new Shape(spec.outputs());
    result = builder.tensor(Layouts.plain(output.batch(builder.rows())), output);
    shape =
        builder
            .constants(
                builder.rows(),
                (int) spec.inputs(),
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

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    int lanes = builder.lanes();
    memory above = builder.memory(result.layout());
    Tensor below = wanted ? builder.tensor(source.layout(), source.shape()) : null;
    builder.addBackward(
        new NativeOperation(
            name + " gradients",
            at ->
                NativeKernels.denseBackward(lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5]),
            weights(builder),
            result.data(),
            gradient.data(),
            above,
            spec.bias() ? builder.gradient(spec.layer(), "b", plainBias, plainBias) : null,
            wanted ? below.data() : null));
    builder.gradient(
        spec.layer(),
        "W",
        plainWeights,
        (title, total) ->
            new NativeOperation(
                title,
                at -> NativeKernels.denseWeightGradient(lanes, shape, at[0], at[1], at[2]),
                above,
                source.data(),
                total));
    return below;
  }
}
