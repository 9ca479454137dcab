package recipe4j.engine.layer;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Max or average pooling by the C kernels. */
public final class NativePooling implements LayerCompiler {
  private final LayerSpec.Pooling spec;
  private final String name;
  private long shape;
  private Tensor source;
  private Tensor result;
  private Data maxima;

  /** For one layer. */
  public NativePooling(LayerSpec.Pooling spec) {
    this.spec = spec;
    this.name = "pooling" + spec.layer();
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
    @SuppressWarnings("EnumOrdinal") // the order is that of kernels.h
    int kind = spec.kind().ordinal();
    shape =
        builder
            .constants(
                WindowConvolution.describe(rows, input.shape(), output, spec.window(), kind, 1)
                    .fields())
            .address();
    result = builder.tensor(Layouts.blocked(output.batch(rows)), output);
    boolean remembers = builder.isTraining() && spec.kind() == LayerSpec.Pooling.Kind.MAX;
    maxima = remembers ? builder.memory(result.layout()) : null; // ints, as long as floats
    builder.addForward(
        new NativeOperation(
            name,
            at -> NativeKernels.poolingForward(lanes, shape, at[0], at[1], at[2]),
            source.data(),
            result.data(),
            maxima));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    int lanes = builder.lanes();
    Tensor above =
        builder.ensureLayout(
            name + " output", gradient, result.layout(), builder.backwardOperations());
    Tensor below = builder.tensor(source.layout(), source.shape());
    builder.addBackward(
        new NativeOperation(
            name + " data",
            at -> NativeKernels.poolingBackward(lanes, shape, at[0], at[1], at[2]),
            above.data(),
            maxima,
            below.data()));
    return below;
  }
}
