package recipe4j.engine.winograd;

import java.util.List;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.ActivationCompiler;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * A convolution with a 3x3 kernel and stride 1 by Winograd's F(4x4, 3x3): 36 matrix products
 * replace 144 products per channel and tile, a quarter of the arithmetic. The transforms before and
 * after them are Java, on the layout of {@link WinogradImage}; the products are oneDNN's. The
 * backward pass consists of the adjoints of the forward pass, so that the output's gradient is
 * transformed once for the gradients of both weights and input.
 */
public final class WinogradCompiler implements LayerCompiler {
  /** Tiles have 6x6 points. */
  private static final int POINTS =
      WinogradTransform.INPUT.outputs() * WinogradTransform.INPUT.outputs();

  private final LayerSpec.Convolution spec;
  private final Eltwise fused;
  private final String name;
  private final memory.desc plainWeights;
  private final memory.desc plainBias;
  private Shape image;
  private convolution_forward.primitive_desc direct;
  private Shape output;
  private Tiling tiling;
  private WinogradImage inputs;
  private WinogradImage outputs;
  private memory inputPoints;
  private memory weightPoints;
  private memory outputPoints;

  /**
   * For one layer.
   *
   * @param spec the layer, which {@link WinogradChoice} suits
   * @param fused the activation to apply to its output, or null
   */
  public WinogradCompiler(LayerSpec.Convolution spec, Eltwise fused) {
    this.spec = spec;
    this.fused = fused;
    this.name = "convolution" + spec.layer();
    this.plainWeights = Layouts.plain(weightDims());
    this.plainBias = Layouts.plain(spec.filters());
  }

  private long[] weightDims() {
    return new long[] {spec.filters(), spec.inputs(), 3, 3};
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    image = input.shape();
    output = spec.output(image);
    long[] extent = {image.dims()[1], image.dims()[2]};
    tiling = Tiling.of(output, spec.window().before(extent));
    direct = describeDirect(builder, extent);
    inputs = WinogradImage.of(builder, image);
    outputs = WinogradImage.of(builder, output);
    inputPoints = points(builder, spec.inputs());
    outputPoints = points(builder, spec.filters());
    weightPoints = transformedWeights(builder);
    builder.addForward(builder.reorder(name + " input", input.data(), inputs.data()));
    builder.addForward(
        new WinogradForward(
            name + " input points", inputs, tiling, WinogradTransform.INPUT, inputPoints));
    builder.addForward(product(builder, name, inputPoints, weightPoints, outputPoints));
    memory bias = spec.bias() ? builder.weights(spec.layer(), "b", plainBias, plainBias) : null;
    builder.addForward(
        new WinogradInverse(
            name + " output points",
            outputPoints,
            WinogradTransform.OUTPUT,
            tiling.unpadded(),
            outputs,
            bias));
    builder.addForward(
        new ExactZeroOutputs(name + " zeros", inputs, tiling, outputs, bias, builder.rows()));
    Tensor result = builder.tensor(direct.dst_desc(), output);
    builder.addForward(builder.reorder(name + " output", outputs.data(), result.data()));
    if (fused != null) {
      builder.addForward(
          ActivationCompiler.apply(
              builder, name + " activation", fused, result.data(), result.data()));
    }
    return result;
  }

  /** A direct kernel, not run: its layouts are those that the neighbouring layers prefer. */
  private convolution_forward.primitive_desc describeDirect(PlanBuilder builder, long[] extent) {
    convolution_forward.desc descriptor =
        new convolution_forward.desc(
            builder.propagation(),
            dnnl.dnnl_convolution_direct,
            Layouts.any(image.batch(builder.rows())),
            Layouts.any(weightDims()),
            Layouts.any(output.batch(builder.rows())),
            spec.window().strides(),
            spec.window().gaps(),
            spec.window().before(extent),
            spec.window().after(extent));
    return new convolution_forward.primitive_desc(descriptor, builder.attributes(), builder.cpu());
  }

  private memory points(PlanBuilder builder, long channels) {
    return builder.memory(Layouts.plain(POINTS, (long) tiling.count() * builder.rows(), channels));
  }

  private memory transformedWeights(PlanBuilder builder) {
    return builder.weights(
        spec.layer(),
        "W",
        plainWeights,
        Layouts.plain(POINTS, spec.inputs(), spec.filters()),
        (plain, points, store) -> {
          memory grid = store.allocate(kernelLayout());
          return List.of(
              builder.reorder(name + " weights", plain, grid),
              new WinogradForward(
                  name + " weight points",
                  kernelGrid(grid),
                  new Tiling(1, 1, 0, 0),
                  WinogradTransform.KERNEL,
                  points));
        });
  }

  /** [filters, inputs, 3, 3] with the filters innermost, then the inputs. */
  private memory.desc kernelLayout() {
    long pixel = spec.inputs() * spec.filters();
    return Layouts.strided(weightDims(), 1, spec.filters(), 3 * pixel, pixel);
  }

  private WinogradImage kernelGrid(memory data) {
    return new WinogradImage(data, 3, 3, (int) (spec.inputs() * spec.filters()));
  }

  private static Operation product(
      PlanBuilder builder, String title, memory left, memory right, memory result) {
    matmul.desc descriptor = new matmul.desc(left.get_desc(), right.get_desc(), result.get_desc());
    matmul.primitive_desc chosen =
        new matmul.primitive_desc(descriptor, builder.attributes(), builder.cpu());
    return builder.operation(
        title,
        new matmul(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC, left),
        new Binding(dnnl.DNNL_ARG_WEIGHTS, right),
        new Binding(dnnl.DNNL_ARG_DST, result));
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    builder.addBackward(
        builder.reorder(name + " output gradient", gradient.data(), outputs.data()));
    builder.addBackward(
        new WinogradForward(
            name + " gradient points",
            outputs,
            tiling.unpadded(),
            WinogradTransform.OUTPUT_ADJOINT,
            outputPoints));
    backwardWeights(builder);
    if (spec.bias()) {
      backwardBias(builder);
    }
    return wanted ? backwardData(builder) : null;
  }

  private void backwardWeights(PlanBuilder builder) {
    long rows = (long) tiling.count() * builder.rows();
    memory.desc turned =
        Layouts.strided(
            new long[] {POINTS, spec.inputs(), rows}, rows * spec.inputs(), 1, spec.inputs());
    memory gradientPoints = builder.memory(Layouts.plain(POINTS, spec.inputs(), spec.filters()));
    memory left = builder.part(inputPoints, turned, 0);
    String title = name + " weights";
    builder.addBackward(product(builder, title, left, outputPoints, gradientPoints));
    memory computed = builder.gradient(spec.layer(), "W", plainWeights, kernelLayout());
    builder.addBackward(
        new WinogradInverse(
            title + " points",
            gradientPoints,
            WinogradTransform.KERNEL_ADJOINT,
            new Tiling(1, 1, 0, 0),
            kernelGrid(computed),
            null));
  }

  private void backwardBias(PlanBuilder builder) {
    memory sums = builder.gradient(spec.layer(), "b", plainBias, plainBias);
    builder.addBackward(new BiasGradient(name + " bias", outputs, sums));
  }

  /** The gradient of the input's points overwrites these, which are no longer needed. */
  private Tensor backwardData(PlanBuilder builder) {
    memory.desc turned =
        Layouts.strided(
            new long[] {POINTS, spec.filters(), spec.inputs()},
            spec.filters() * spec.inputs(),
            1,
            spec.filters());
    memory right =
        new memory(turned, builder.cpu(), new Address(weightPoints.get_data_handle().address()));
    String title = name + " data";
    builder.addBackward(product(builder, title, outputPoints, right, inputPoints));
    builder.addBackward(
        new WinogradInverse(
            title + " points", inputPoints, WinogradTransform.INPUT_ADJOINT, tiling, inputs, null));
    Tensor result = builder.tensor(direct.src_desc(), image);
    builder.addBackward(builder.reorder(title + " output", inputs.data(), result.data()));
    return result;
  }
}
