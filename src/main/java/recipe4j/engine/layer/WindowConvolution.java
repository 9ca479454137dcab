package recipe4j.engine.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.KernelWindow;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.nativecode.WindowShape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A convolution of any window, stride, dilation and padding by the C kernels, as a product. With
 * groups of channels it computes with zeros for what a group does not see.
 */
public final class WindowConvolution implements LayerCompiler {
  private final LayerSpec.Convolution spec;
  private final float slope;
  private final String name;
  private final Layout plainWeights;
  private final Layout plainBias;
  private final @Nullable GroupedWeights groups;
  private long shape;
  private Data scratch;
  private Tensor source;
  private Tensor result;

  /**
   * For one layer.
   *
   * @param spec the layer
   * @param fused ReLU or leaky ReLU to apply to its output, or null
   */
  public WindowConvolution(LayerSpec.Convolution spec, @Nullable Eltwise fused) {
    this.spec = spec;
    this.slope = fused == null ? 1f : fused.alpha();
    this.name = "convolution" + spec.layer();
    int[] kernel = spec.window().kernel();
    this.plainWeights = Layouts.plain(spec.filters(), spec.inputs(), kernel[0], kernel[1]);
    this.groups = spec.groups() == null ? null : new GroupedWeights(spec);
    this.plainBias = Layouts.plain(spec.filters());
  }

  /**
   * What the kernels are told of a window.
   *
   * @param rows examples
   * @param input shape of one example
   * @param output shape of one example
   * @param window of the layer
   * @param kind of a pooling, as in {@link WindowShape}
   * @param slope of a convolution's activation
   */
  static WindowShape describe(
      int rows, Shape input, Shape output, KernelWindow window, int kind, float slope) {
    long[] in = input.dims();
    long[] out = output.dims();
    int[] images = {
      rows, (int) in[0], (int) out[0], (int) in[1], (int) in[2], (int) out[1], (int) out[2]
    };
    return new WindowShape(
        images,
        window.kernel(),
        window.stride(),
        window.dilation(),
        window.before(new long[] {in[1], in[2]}),
        kind,
        slope);
  }

  private Data weights(PlanBuilder builder) {
    return groups == null
        ? builder.weights(spec.layer(), spec.weights(), plainWeights, plainWeights)
        : builder.weights(
            spec.layer(),
            spec.weights(),
            groups.layout(),
            plainWeights,
            (plain, whole, store) -> List.of(groups.spread(name + " weights", plain, whole)));
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    int rows = builder.rows();
    int lanes = builder.lanes();
    source =
        builder.ensureLayout(
            name + " input",
            input,
            Layouts.blocked(input.shape().batch(rows)),
            builder.forwardOperations());
    Shape output = spec.output(input.shape());
    result = builder.tensor(Layouts.blocked(output.batch(rows)), output);
    WindowShape described = describe(rows, input.shape(), output, spec.window(), 0, slope);
    shape = builder.constants(described.fields()).address();
    scratch = builder.scratchpad(NativeKernels.windowScratch(lanes, shape));
    builder.addForward(
        new NativeOperation(
            name,
            at -> NativeKernels.windowForward(lanes, shape, at[0], at[1], at[2], at[3], at[4]),
            source.data(),
            weights(builder),
            spec.bias() ? builder.weights(spec.layer(), spec.biases(), plainBias, plainBias) : null,
            result.data(),
            scratch));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    int lanes = builder.lanes();
    Tensor above =
        builder.ensureLayout(
            name + " output", gradient, result.layout(), builder.backwardOperations());
    Tensor below = wanted ? builder.tensor(source.layout(), source.shape()) : null;
    Data weights =
        groups == null
            ? builder.gradient(spec.layer(), spec.weights(), plainWeights, plainWeights)
            : builder.memory(plainWeights);
    if (groups != null) {
      builder.gradient(
          spec.layer(),
          spec.weights(),
          groups.layout(),
          (title, total) -> groups.gather(title, weights, total));
    }
    builder.addBackward(
        new NativeOperation(
            name + " gradients",
            at ->
                NativeKernels.windowBackward(
                    lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]),
            source.data(),
            weights(builder),
            result.data(),
            above.data(),
            wanted ? below.data() : null,
            weights,
            spec.bias()
                ? builder.gradient(spec.layer(), spec.biases(), plainBias, plainBias)
                : null,
            scratch));
    return below;
  }
}
