package recipe4j.engine.layer;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.MicroBatchCallback;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Inverted dropout: a product with a mask that is drawn for every micro-batch. */
public final class DropoutCompiler implements LayerCompiler, MicroBatchCallback {
  private final LayerSpec.DropoutSpec spec;
  private final String name;
  private Shape shape;
  private Data plainMask;
  private Tensor mask;
  private float[] values;

  /** For one layer. */
  public DropoutCompiler(LayerSpec.DropoutSpec spec) {
    this.spec = spec;
    this.name = "dropout" + spec.layer();
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    shape = input.shape();
    values = new float[(int) shape.size() * builder.rows()];
    Tensor plain = builder.tensor(Layouts.plain(shape.batch(builder.rows())), shape);
    plainMask = plain.data();
    mask = builder.ensureLayout(name + " mask", plain, input.layout(), builder.forwardOperations());
    Tensor result = builder.tensor(input.layout(), shape);
    builder.addForward(product(builder, name, input, result));
    return result;
  }

  private Operation product(PlanBuilder builder, String title, Tensor from, Tensor to) {
    if (builder.kernels().onlyNative()) {
      int lanes = builder.lanes();
      long length = mask.layout().length();
      return new NativeOperation(
          title,
          at -> NativeKernels.combine(lanes, NativeKernels.PRODUCT, length, at[0], at[1], at[2]),
          from.data(),
          mask.data(),
          to.data());
    }
    binary.desc descriptor =
        new binary.desc(
            dnnl.dnnl_binary_mul, from.description(), mask.description(), to.description());
    binary.primitive_desc chosen =
        new binary.primitive_desc(descriptor, builder.attributes(), builder.cpu());
    return builder.operation(
        title,
        new binary(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC_0, from.data()),
        new Binding(dnnl.DNNL_ARG_SRC_1, mask.data()),
        new Binding(dnnl.DNNL_ARG_DST, to.data()));
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor diff =
        builder.ensureLayout(
            name + " output", gradient, mask.layout(), builder.backwardOperations());
    builder.addBackward(product(builder, name + " data", diff, diff));
    return diff;
  }

  @Override
  public void before(Batch batch, int from, int rows) {
    Dropout dropout = spec.dropout();
    Batch.StepClock clock = batch.clock;
    double retain =
        dropout.getPSchedule() == null
            ? dropout.getP()
            : dropout.getPSchedule().valueAt(clock.iteration(), clock.epoch());
    int length = (int) shape.size();
    for (int row = 0; row < rows; row++) {
      batch.masks.fill(
          spec.layer(), retain, clock.iteration(), from + row, values, row * length, length);
    }
    plainMask.values().put(values);
  }
}
