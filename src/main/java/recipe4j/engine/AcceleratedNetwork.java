package recipe4j.engine;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.graph.UnsupportedLayerException;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.OneDnn;
import recipe4j.engine.onednn.OpenMp;
import recipe4j.engine.onednn.Vectors;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.DropoutMasks;

/**
 * A DL4J network whose training steps, scores and predictions are computed by a compiled plan of
 * oneDNN primitives. Everything else is DL4J's: configuration, parameters, updater, schedules,
 * listeners, serializer, evaluation. A file written of it is a plain DL4J model.
 *
 * <p>What the engine doesn't know runs on DL4J's own layers; {@link #fallbackReason} says why.
 *
 * <p>Several threads may use one network, also on DL4J's layers. Whatever trains, predicts, scores,
 * saves, or changes the network runs alone, as long as it takes, {@code fit} on an iterator for a
 * whole epoch; the others wait. A training gives the same bits, whatever was asked meanwhile. Those
 * who train step by step, with {@link #setInput} and {@link #computeGradientAndScore}, or change
 * the array that {@link #params} hands out, hold the network's monitor. A listener or iterator may
 * call the network, but not wait for another thread that does.
 *
 * <p>After {@link #close} all of this throws an {@link IllegalStateException}.
 */
// DL4J declares doEvaluation with an array and with varargs; its synchronized methods run in
// alone()
@SuppressWarnings({"overrides", "UnsynchronizedOverridesSynchronized"})
public final class AcceleratedNetwork extends LockedComputation implements AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final Cleaner CLEANER = Cleaner.create();

  private final transient EngineOptions options;
  private final transient EngineResources resources;
  private transient Optional<String> fallback = Optional.empty();
  private transient NetworkEngine engine;
  private transient GradientViews gradientViews;
  private transient INDArray lastOutput;
  private transient DropoutMasks masks;

  /**
   * A network that is not initialised yet.
   *
   * @param configuration DL4J's
   * @param options threads
   */
  public AcceleratedNetwork(MultiLayerConfiguration configuration, EngineOptions options) {
    super(configuration);
    this.options = options;
    this.resources = new EngineResources(options.threads());
    this.masks = DropoutMasks.seeded(defaultConfiguration.getSeed());
    CLEANER.register(this, resources);
  }

  /**
   * An accelerated network that shares the parameters, the updater's state, the counters and the
   * listeners of a plain one. Use one of the two: they don't wait for each other. Closing the plain
   * one frees nothing that this one uses; once this one is closed, the plain one has no parameters.
   *
   * @param plain an initialised network
   * @return the accelerated one, with one thread per processor
   */
  public static AcceleratedNetwork wrap(MultiLayerNetwork plain) {
    return wrap(plain, EngineOptions.defaults());
  }

  /**
   * As {@link #wrap(MultiLayerNetwork)}, with options.
   *
   * @param plain an initialised network
   * @param options threads
   * @return the accelerated one
   */
  public static AcceleratedNetwork wrap(MultiLayerNetwork plain, EngineOptions options) {
    AcceleratedNetwork network =
        new AcceleratedNetwork(plain.getLayerWiseConfigurations(), options);
    network.init(plain.params(), false);
    INDArray state =
        plain.getUpdater(false) == null ? null : plain.getUpdater(false).getStateViewArray();
    if (state != null) {
      network.setUpdater(new MultiLayerUpdater(network, state));
    }
    network.setListeners(plain.getListeners());
    return network;
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    OneDnnHelper.enable();
    alone(
        () -> {
          super.init(parameters, cloneParametersArray);
          StableLayers.install(this);
          if (engine == null && fallback.isEmpty()) {
            readEngine();
          }
        });
  }

  private void readEngine() {
    fallback = OneDnn.fault();
    if (fallback.isPresent()) {
      return;
    }
    if (flattenedParams == null) {
      fallback = Optional.of("the network has no parameters");
      return;
    }
    try {
      engine = NetworkEngine.of(resources, layerWiseConfigurations, this);
    } catch (UnsupportedLayerException e) {
      fallback = Optional.of(e.getMessage());
    }
  }

  /**
   * Why the network runs on DL4J's own layers.
   *
   * @return one line that names the layer or the missing library; empty if it is accelerated
   */
  public Optional<String> fallbackReason() {
    return fallback;
  }

  /**
   * What computes this network.
   *
   * @return one line for the console
   */
  public String engineDescription() {
    return fallback
        .map(reason -> "DL4J's own layers, because of " + reason)
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "oneDNN %s on %d %s",
                    OneDnn.version(),
                    options.threads(),
                    options.threads() == 1 ? "thread" : "threads"));
  }

  /**
   * Native memory that the engine holds: activations, weights in the kernels' layouts, gradients of
   * the further threads. It grows only when a new batch size is first seen.
   *
   * @return bytes
   */
  public long nativeBytes() {
    return resources.nativeBytes();
  }

  /**
   * The output layer's activations for the batch last trained on or scored, from before the update:
   * the predictions that belong to {@link #score()}. For listeners, from {@code onBackwardPass} on.
   *
   * @return [n, classes], or empty if the last batch ran on DL4J's own layers
   */
  public Optional<INDArray> lastOutput() {
    return Optional.ofNullable(lastOutput);
  }

  /**
   * The output layer's values before its activation, without dropout.
   *
   * @param features [n, ...], as for {@link #output(INDArray)}
   * @return [n, classes]
   * @throws IllegalStateException if the network is not accelerated
   */
  public INDArray logits(INDArray features) {
    return FloatArrays.matrix(infer(features, false), (int) features.size(0));
  }

  /** The output layer's values row by row, before or after its activation. */
  float[] infer(INDArray features, boolean activated) {
    return alone(
        () -> {
          Shape logits = logitShape(features);
          if (logits == null) {
            throw notAccelerated("logits", features);
          }
          return engine.infer(features, logits, activated, state(false));
        });
  }

  /** Computes the gradient of a batch without masks, and tells nobody. */
  void computeGradient(DataSet batch) {
    if (logitShape(batch.getFeatures()) == null) {
      throw notAccelerated("kernel times", batch.getFeatures());
    }
    if (flattenedGradients == null) {
      initGradientsView();
    }
    evaluate(new DataSet(batch.getFeatures(), batch.getLabels()), true, true);
  }

  EngineResources resources() {
    return resources;
  }

  private IllegalStateException notAccelerated(String what, INDArray features) {
    return new IllegalStateException(
        what
            + " need the accelerated engine and a matching input, found "
            + fallback.orElse("an input of shape " + Shape.ofExample(features.shape())));
  }

  /** Replaces the pseudo-random dropout masks. */
  void setDropoutMasks(DropoutMasks newMasks) {
    this.masks = newMasks;
  }

  @Override
  public void computeGradientAndScore() {
    alone(this::takeStep);
  }

  private void takeStep() {
    DataSet batch = new DataSet(input, labels, null, layers[layers.length - 1].getMaskArray());
    if (engine == null || isMasked() || !engine.accepts(batch)) {
      lastOutput = null;
      super.computeGradientAndScore();
      return;
    }
    synchronizeIterEpochCounts();
    if (flattenedGradients == null) {
      initGradientsView();
    }
    AcceleratedUpdater.adopt(this);
    if (gradientViews == null || !gradientViews.isOf(flattenedGradients)) {
      gradientViews = new GradientViews(flattenedGradients, layers);
    }
    announceForward();
    score = evaluate(batch, true, true);
    gradient = gradientViews.gradient();
    FloatArrays.outsideWorkspaces(
        () -> {
          trainingListeners.forEach(listener -> listener.onBackwardPass(this));
          return this;
        });
  }

  private void announceForward() {
    if (trainingListeners.stream().anyMatch(ListenerMethods::toForwardPass)) {
      List<INDArray> activations =
          ffToLayerActivationsDetached(
              true, FwdPassType.STANDARD, false, layers.length - 2, input, null, null, true);
      for (TrainingListener listener : trainingListeners) {
        listener.onForwardPass(this, activations);
      }
    }
  }

  @Override
  public double score(DataSet data, boolean training) {
    return compute(() -> scoreAlone(data, training));
  }

  private double scoreAlone(DataSet data, boolean training) {
    if (engine == null || data.getFeaturesMaskArray() != null || !engine.accepts(data)) {
      lastOutput = null;
      return super.score(data, training);
    }
    return beside(data.getFeatures(), () -> evaluate(data, training, false));
  }

  /** With other inputs, which stay only if no step is under way that needs its own. */
  private <T> T beside(INDArray features, Supplier<T> task) {
    INDArray own = input;
    setInput(features);
    try {
      return task.get();
    } finally {
      if (isNested()) {
        setInput(own);
      }
    }
  }

  @Override
  protected INDArray outputOfLayerDetached(
      boolean train,
      FwdPassType kind,
      int layer,
      INDArray features,
      INDArray featureMask,
      INDArray labelMask,
      MemoryWorkspace workspace) {
    return compute(
        () -> outputAlone(train, kind, layer, features, featureMask, labelMask, workspace));
  }

  private INDArray outputAlone(
      boolean train,
      FwdPassType kind,
      int layer,
      INDArray features,
      INDArray featureMask,
      INDArray labelMask,
      MemoryWorkspace workspace) {
    Shape logits =
        kind == FwdPassType.STANDARD
                && layer == layers.length - 1
                && featureMask == null
                && labelMask == null
            ? logitShape(features)
            : null;
    if (logits == null) {
      return super.outputOfLayerDetached(
          train, kind, layer, features, featureMask, labelMask, workspace);
    }
    float[] values = beside(features, () -> engine.infer(features, logits, true, state(train)));
    int rows = (int) features.size(0);
    if (workspace != null) {
      return FloatArrays.matrix(values, rows); // the caller has opened it
    }
    return FloatArrays.outsideWorkspaces(() -> FloatArrays.matrix(values, rows));
  }

  private double evaluate(DataSet batch, boolean training, boolean backward) {
    NetworkEngine.Result result = engine.evaluate(batch, backward, state(training));
    lastOutput = result.output();
    return result.loss() + calcRegularizationScore(true);
  }

  private NetworkEngine.State state(boolean training) {
    return new NetworkEngine.State(
        new Vectors(flattenedParams, flattenedGradients),
        training,
        new Batch.StepClock(getIterationCount(), getEpochCount()),
        masks);
  }

  /** The logits' shape, or null where DL4J's own layers must take over. */
  private Shape logitShape(INDArray features) {
    return engine == null ? null : engine.logits(features);
  }

  /** Whether a features mask has reached any layer but the last. */
  private boolean isMasked() {
    for (int i = 0; i < layers.length - 1; i++) {
      if (layers[i].getMaskArray() != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void fit(DataSetIterator iterator) {
    OpenMp.withOneThread(() -> super.fit(iterator)); // DL4J's updater included
  }

  @Override
  public void fit(INDArray features, INDArray truth, INDArray featuresMask, INDArray labelsMask) {
    OpenMp.withOneThread(() -> super.fit(features, truth, featuresMask, labelsMask));
  }

  /** Java's serialization writes a plain network, as this one is now. */
  private Object writeReplace() {
    return plainCopy();
  }

  @Override
  public AcceleratedNetwork clone() {
    return wrap(plainCopy(), options);
  }

  @Override
  void release() {
    resources.close();
  }
}
