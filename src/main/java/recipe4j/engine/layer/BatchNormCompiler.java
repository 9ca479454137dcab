package recipe4j.engine.layer;

import java.util.Arrays;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.nativecode.ImagesShape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.MicroBatchCallback;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * Batch normalisation. In training the statistics are those of the micro-batch, which is then the
 * whole batch. DL4J keeps the running statistics as parameters, whose "gradient" is the difference
 * from their next value: its updater subtracts it unchanged.
 */
public final class BatchNormCompiler implements LayerCompiler, MicroBatchCallback {
  private static final String MEAN = "mean";

  private final LayerSpec.BatchNorm spec;
  private final String name;
  private final String spread;
  private final Layout vector;
  private batch_normalization_forward.primitive_desc forward;
  private Tensor source;
  private Data gamma;
  private Data beta;
  private Data mean;
  private Data variance;
  private boolean training;
  private long shape;
  private FloatPointer runningMean;
  private FloatPointer runningSpread;
  private FloatPointer meanGradient;
  private FloatPointer spreadGradient;

  /** For one layer. */
  public BatchNormCompiler(LayerSpec.BatchNorm spec) {
    this.spec = spec;
    this.name = "normalisation" + spec.layer();
    this.spread = spec.logStd() ? "log10stdev" : "var";
    this.vector = Layouts.plain(spec.channels());
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    source =
        builder.kernels().onlyNative()
            ? builder.ensureLayout(
                name + " input",
                input,
                Layouts.blocked(input.shape().batch(builder.rows())),
                builder.forwardOperations())
            : input;
    training = builder.isTraining();
    boolean fixed = spec.fixed() != null;
    gamma = fixed ? builder.memory(vector) : parameter(builder, "gamma");
    beta = fixed ? builder.memory(vector) : parameter(builder, "beta");
    mean = training ? builder.memory(vector) : parameter(builder, MEAN);
    variance = builder.memory(vector);
    runningMean = parameter(builder, MEAN).values();
    runningSpread = parameter(builder, spread).values();
    Tensor result = builder.tensor(source.layout(), source.shape());
    builder.addForward(
        builder.kernels().onlyNative()
            ? nativeForward(builder, result)
            : oneDnnForward(builder, result));
    return result;
  }

  private Operation nativeForward(PlanBuilder builder, Tensor result) {
    int lanes = builder.lanes();
    shape =
        builder
            .constants(
                ImagesShape.toNormalise(source.layout().dims(), !training, spec.epsilon()).fields())
            .address();
    return new NativeOperation(
        name,
        at ->
            NativeKernels.normalizationForward(
                lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5]),
        source.data(),
        mean,
        variance,
        gamma,
        beta,
        result.data());
  }

  private Operation oneDnnForward(PlanBuilder builder, Tensor result) {
    int flags = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;
    batch_normalization_forward.desc descriptor =
        new batch_normalization_forward.desc(
            builder.propagation(),
            source.description(),
            (float) spec.epsilon(),
            training ? flags : flags | dnnl.dnnl_use_global_stats);
    forward =
        new batch_normalization_forward.primitive_desc(
            descriptor, builder.attributes(), builder.cpu());
    return builder.operation(
        name,
        new batch_normalization_forward(forward),
        forward,
        new Binding(dnnl.DNNL_ARG_SRC, source.data()),
        new Binding(dnnl.DNNL_ARG_SCALE, gamma),
        new Binding(dnnl.DNNL_ARG_SHIFT, beta),
        new Binding(dnnl.DNNL_ARG_MEAN, mean),
        new Binding(dnnl.DNNL_ARG_VARIANCE, variance),
        new Binding(dnnl.DNNL_ARG_DST, result.data()));
  }

  private Data parameter(PlanBuilder builder, String key) {
    return builder.weights(spec.layer(), key, vector, vector);
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    meanGradient = new FloatPointer(builder.gradientAddress(spec.layer(), MEAN));
    spreadGradient = new FloatPointer(builder.gradientAddress(spec.layer(), spread));
    Layout layout = source.layout();
    Tensor diff =
        builder.ensureLayout(name + " output", gradient, layout, builder.backwardOperations());
    boolean fixed = spec.fixed() != null;
    Data scale = fixed ? builder.memory(vector) : gradientOf(builder, "gamma");
    Data shift = fixed ? builder.memory(vector) : gradientOf(builder, "beta");
    Tensor below = builder.tensor(layout, source.shape());
    builder.addBackward(
        builder.kernels().onlyNative()
            ? nativeBackward(builder, diff, scale, shift, below)
            : oneDnnBackward(builder, diff, scale, shift, below));
    return wanted ? below : null;
  }

  private Operation nativeBackward(
      PlanBuilder builder, Tensor diff, Data scale, Data shift, Tensor below) {
    int lanes = builder.lanes();
    return new NativeOperation(
        name + " data",
        at ->
            NativeKernels.normalizationBackward(
                lanes, shape, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]),
        source.data(),
        mean,
        variance,
        gamma,
        diff.data(),
        scale,
        shift,
        below.data());
  }

  private Operation oneDnnBackward(
      PlanBuilder builder, Tensor diff, Data scale, Data shift, Tensor below) {
    batch_normalization_backward.desc descriptor =
        new batch_normalization_backward.desc(
            dnnl.dnnl_backward,
            source.description(),
            source.description(),
            (float) spec.epsilon(),
            dnnl.dnnl_use_scale | dnnl.dnnl_use_shift);
    batch_normalization_backward.primitive_desc chosen =
        new batch_normalization_backward.primitive_desc(
            descriptor, builder.attributes(), builder.cpu(), forward);
    return builder.operation(
        name + " data",
        new batch_normalization_backward(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC, source.data()),
        new Binding(dnnl.DNNL_ARG_MEAN, mean),
        new Binding(dnnl.DNNL_ARG_VARIANCE, variance),
        new Binding(dnnl.DNNL_ARG_SCALE, gamma),
        new Binding(dnnl.DNNL_ARG_SHIFT, beta),
        new Binding(dnnl.DNNL_ARG_DIFF_DST, diff.data()),
        new Binding(dnnl.DNNL_ARG_DIFF_SRC, below.data()),
        new Binding(dnnl.DNNL_ARG_DIFF_SCALE, scale),
        new Binding(dnnl.DNNL_ARG_DIFF_SHIFT, shift));
  }

  private Data gradientOf(PlanBuilder builder, String key) {
    return builder.gradient(spec.layer(), key, vector, vector);
  }

  @Override
  public void before(Batch batch, int from, int rows) {
    if (spec.fixed() != null) {
      fill(gamma, spec.fixed().gamma());
      fill(beta, spec.fixed().beta());
    }
    if (!training) {
      float[] values = read(runningSpread);
      for (int i = 0; i < values.length && spec.logStd(); i++) {
        values[i] = (float) Math.pow(10, 2.0 * values[i]);
      }
      variance.values().put(values);
    }
  }

  @Override
  public void after(Batch batch) {
    float[] batchMean = read(mean.values());
    float[] batchVariance = read(variance.values());
    float[] oldMean = read(runningMean);
    float[] oldSpread = read(runningSpread);
    double decay = spec.decay();
    for (int i = 0; i < oldMean.length; i++) {
      batchMean[i] = (float) ((1 - decay) * (oldMean[i] - batchMean[i]));
      batchVariance[i] = (float) spreadGradient(oldSpread[i], batchVariance[i], decay);
    }
    meanGradient.put(batchMean);
    spreadGradient.put(batchVariance);
  }

  /** Old value minus new value, in DL4J's parametrisation. */
  private double spreadGradient(double old, double batchVariance, double decay) {
    if (!spec.logStd()) {
      return (1 - decay) * (old - batchVariance);
    }
    double oldVariance = Math.pow(10, 2 * old);
    double newVariance = decay * oldVariance + (1 - decay) * batchVariance;
    return Math.log10(oldVariance / newVariance) / 2;
  }

  private float[] read(FloatPointer from) {
    float[] values = new float[(int) spec.channels()];
    from.get(values);
    return values;
  }

  private void fill(Data target, double value) {
    float[] values = new float[(int) spec.channels()];
    Arrays.fill(values, (float) value);
    target.values().put(values);
  }
}
