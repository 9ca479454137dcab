package recipe4j.engine.layer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.KernelWindow;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.ConvolutionShape;
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
 * A convolution by the C kernels, with bias, activation and 2x2 max pooling in one pass: 3x3
 * windows with stride 1 by Winograd's algorithm, and the first layer's, of up to four channels,
 * directly.
 */
public final class NativeConvolution implements LayerCompiler {
  /** The largest window of the direct kernels. */
  private static final int LARGEST_WINDOW = 7;

  /** Extent of the smallest output for which Winograd's tiles save products. */
  private static final int LEAST_OUTPUT = 2;

  private final LayerSpec.Convolution spec;
  private final float slope;
  private final boolean pooled;
  private final boolean direct;
  private final String name;
  private final Layout plainWeights;
  private final Layout plainBias;
  private long shape;
  private Data scratch;
  private Data maxima;
  private Tensor source;
  private Tensor result;

  /**
   * For one layer that {@link #fits}.
   *
   * @param spec the layer
   * @param fused the activation to apply to its output, or null
   * @param pooled whether a pooling that {@link #pools} follows
   * @param first whether it reads the network's input
   */
  public NativeConvolution(
      LayerSpec.Convolution spec, @Nullable Eltwise fused, boolean pooled, boolean first) {
    this.spec = spec;
    this.slope = fused == null ? 1f : fused.alpha();
    this.pooled = pooled;
    this.direct = ConvolutionCompiler.readsPlain(spec, first);
    this.name = "convolution" + spec.layer();
    int[] kernel = spec.window().kernel();
    this.plainWeights = Layouts.plain(spec.filters(), spec.inputs(), kernel[0], kernel[1]);
    this.plainBias = Layouts.plain(spec.filters());
  }

  /**
   * Whether the kernels compute a convolution.
   *
   * @param spec the layer
   * @param input shape of one example
   * @param first whether it reads the network's input
   */
  public static boolean fits(LayerSpec.Convolution spec, Shape input, boolean first) {
    KernelWindow window = spec.window();
    int extent = window.kernel()[0];
    if (!spec.isPlain()
        || window.isDilated()
        || window.kernel()[1] != extent
        || !Arrays.equals(window.stride(), new int[] {1, 1})) {
      return false;
    }
    return ConvolutionCompiler.readsPlain(spec, first)
        ? extent <= LARGEST_WINDOW
        : extent == 3
            && Math.min(spec.output(input).dims()[1], spec.output(input).dims()[2]) >= LEAST_OUTPUT;
  }

  /** Whether the kernels compute an activation: ReLU or leaky ReLU. */
  public static boolean activates(Eltwise function) {
    return function.isRelu();
  }

  /**
   * Whether the kernels compute a layer along with the convolution before it.
   *
   * @param layer any, or null
   * @param input shape of one example
   */
  public static boolean pools(@Nullable LayerSpec layer, Shape input) {
    int[] two = {2, 2};
    return layer instanceof LayerSpec.Pooling pooling
        && pooling.kind() == LayerSpec.Pooling.Kind.MAX
        && Arrays.equals(pooling.window().kernel(), two)
        && Arrays.equals(pooling.window().stride(), two)
        && !pooling.window().isDilated()
        && Arrays.equals(
            pooling.output(input).dims(),
            new long[] {input.channels(), input.dims()[1] / 2, input.dims()[2] / 2})
        && Arrays.stream(pooling.window().before(extent(input))).allMatch(pixels -> pixels == 0);
  }

  private static long[] extent(Shape images) {
    return new long[] {images.dims()[1], images.dims()[2]};
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    Shape output = spec.output(input.shape());
    int even = pooled ? ~1 : ~0;
    int rows = (int) output.dims()[1] & even;
    int columns = (int) output.dims()[2] & even;
    long[] before = spec.window().before(extent(input.shape()));
    ConvolutionShape described =
        new ConvolutionShape(
            builder.rows(),
            (int) spec.inputs(),
            (int) spec.filters(),
            (int) input.shape().dims()[1],
            (int) input.shape().dims()[2],
            rows,
            columns,
            (int) before[0],
            (int) before[1],
            pooled,
            spec.window().kernel()[0],
            slope);
    shape = builder.constants(described.fields()).address();
    Shape pooledShape = pooled ? new Shape(spec.filters(), rows / 2, columns / 2) : output;
    Layout blocked = Layouts.blocked(pooledShape.batch(builder.rows()));
    result = builder.tensor(blocked, pooledShape);
    maxima =
        pooled && builder.isTraining()
            ? builder.memory(Layouts.plain(blocked.length() / Float.BYTES))
            : null;
    int lanes = builder.lanes();
    Data weights;
    NativeOperation.Code code;
    if (direct) {
      source = input;
      scratch = builder.scratchpad(NativeKernels.directScratch(lanes, shape));
      weights = builder.weights(spec.layer(), "W", plainWeights, plainWeights);
      code =
          at -> NativeKernels.directForward(lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5]);
    } else {
      Layout wanted = Layouts.blocked(input.shape().batch(builder.rows()));
      source = builder.ensureLayout(name + " input", input, wanted, builder.forwardOperations());
      scratch = builder.scratchpad(NativeKernels.winogradScratch(lanes, shape));
      weights = points(builder, false);
      code =
          at ->
              NativeKernels.winogradForward(lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5]);
    }
    Data bias = spec.bias() ? builder.weights(spec.layer(), "b", plainBias, plainBias) : null;
    builder.addForward(
        new NativeOperation(
            name, code, source.data(), weights, bias, result.data(), maxima, scratch));
    return result;
  }

  private long pointCount(PlanBuilder builder) {
    return NativeKernels.winogradWeightsSize(builder.lanes(), shape);
  }

  /**
   * The transformed weights; the transposed ones differ in rank, by which copies are told apart.
   */
  private Data points(PlanBuilder builder, boolean transposed) {
    long count = pointCount(builder);
    int lanes = builder.lanes();
    return builder.weights(
        spec.layer(),
        "W",
        plainWeights,
        transposed ? Layouts.plain(1, count) : Layouts.plain(count),
        (plain, converted, store) ->
            List.of(
                new NativeOperation(
                    name + " weights' points",
                    at ->
                        NativeKernels.winogradWeights(
                            lanes, shape, at[0], at[1], transposed ? 1 : 0),
                    plain,
                    converted)));
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    Tensor above =
        builder.ensureLayout(
            name + " output", gradient, result.layout(), builder.backwardOperations());
    Data bias = spec.bias() ? builder.gradient(spec.layer(), "b", plainBias, plainBias) : null;
    return direct
        ? backwardDirect(builder, above, bias)
        : backwardWinograd(builder, above, bias, wanted);
  }

  private Tensor backwardDirect(PlanBuilder builder, Tensor above, Data bias) {
    int lanes = builder.lanes();
    Data weights = builder.gradient(spec.layer(), "W", plainWeights, plainWeights);
    builder.addBackward(
        new NativeOperation(
            name + " gradients",
            at ->
                NativeKernels.directBackward(
                    lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5], at[6]),
            source.data(),
            result.data(),
            maxima,
            above.data(),
            weights,
            bias,
            scratch));
    return null;
  }

  private Tensor backwardWinograd(PlanBuilder builder, Tensor above, Data bias, boolean wanted) {
    int lanes = builder.lanes();
    Data points = builder.memory(Layouts.plain(pointCount(builder)));
    Tensor below = wanted ? builder.tensor(source.layout(), source.shape()) : null;
    builder.addBackward(
        new NativeOperation(
            name + " gradients",
            at ->
                NativeKernels.winogradBackward(
                    lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7], at[8]),
            source.data(),
            points(builder, true),
            result.data(),
            maxima,
            above.data(),
            wanted ? below.data() : null,
            points,
            bias,
            scratch));
    builder.gradient(
        spec.layer(),
        "W",
        plainWeights,
        (title, total) -> weightGradient(title, lanes, points, total));
    return below;
  }

  private Operation weightGradient(String title, int lanes, Data points, Data total) {
    return new NativeOperation(
        title,
        at -> NativeKernels.winogradWeightGradient(lanes, shape, at[0], at[1]),
        points,
        total);
  }
}
