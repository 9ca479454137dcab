package recipe4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.graph.UnsupportedNetworkException;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.OpenMp;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.DropoutMasks;

/**
 * The methods of DL4J's that the engine overrides: gradients, scores and predictions. What the
 * engine can't compute is left to DL4J's own layers.
 */
// DL4J declares doEvaluation with an array and with varargs; its synchronized methods run in
// locked()
@SuppressWarnings({"overrides", "UnsynchronizedOverridesSynchronized"})
abstract class EngineComputation extends LockedComputation {
  private static final long serialVersionUID = 1L;

  private final transient EngineResources resources;
  private transient Optional<String> fallback = Optional.empty();
  private transient NetworkEngine engine;
  private transient GradientViews gradientViews;
  private transient float[] lastOutput;
  private transient int lastRows;
  private transient DropoutMasks masks;

  EngineComputation(MultiLayerConfiguration configuration, EngineOptions options, boolean frozen) {
    super(configuration);
    this.resources = new EngineResources(options, frozen);
    this.masks = DropoutMasks.seeded(defaultConfiguration.getSeed());
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    OneDnnHelper.enable();
    locked(
        () -> {
          super.init(parameters, cloneParametersArray);
          StableLayers.install(this);
          if (engine == null && fallback.isEmpty()) {
            try {
              engine = NetworkEngine.of(resources, layerWiseConfigurations, this);
            } catch (UnsupportedNetworkException e) {
              fallback = Optional.of(e.getMessage());
            }
          }
        });
  }

  /** Why DL4J's own layers compute this network; empty if the engine does. */
  final Optional<String> fallback() {
    return fallback;
  }

  /** Output of the batch last trained on or scored; empty if DL4J's own layers computed it. */
  final Optional<INDArray> computedOutput() {
    float[] values = lastOutput;
    int rows = lastRows;
    return values == null
        ? Optional.empty()
        : Optional.of(FloatArrays.outsideWorkspaces(() -> FloatArrays.matrix(values, rows)));
  }

  /** The same row by row: to make an array of ND4J's takes as long as a small layer. */
  final Optional<float[]> computedValues() {
    return Optional.ofNullable(lastOutput).map(float[]::clone);
  }

  final EngineResources resources() {
    return resources;
  }

  /** Replaces the pseudo-random dropout masks. */
  final void setDropoutMasks(DropoutMasks newMasks) {
    this.masks = newMasks;
  }

  /** The output layer's values row by row, before or after its activation. */
  final float[] infer(INDArray features, boolean activated) {
    return locked(
        () -> engine.infer(features, requireLogits("logits", features), activated, state(false)));
  }

  /** Computes the gradient of a batch without masks, and calls no listener. */
  final void computeGradient(DataSet batch) {
    requireLogits("kernel times", batch.getFeatures());
    if (flattenedGradients == null) {
      initGradientsView();
    }
    evaluate(new DataSet(batch.getFeatures(), batch.getLabels()), true, true);
  }

  private Shape requireLogits(String what, INDArray features) {
    Shape logits = logitShape(features);
    if (logits == null) {
      throw new IllegalStateException(
          what
              + " need the accelerated engine and a matching input, found "
              + fallback.orElse("an input of shape " + Shape.ofExample(features.shape())));
    }
    return logits;
  }

  @Override
  public void computeGradientAndScore() {
    locked(this::computeStep);
  }

  private void computeStep() {
    DataSet batch = new DataSet(input, labels, null, layers[layers.length - 1].getMaskArray());
    if (engine == null || isMasked() || !engine.accepts(batch)) {
      lastOutput = null;
      AcceleratedUpdater.installIfExtended(this);
      StableLayers.weighted(layers[layers.length - 1], super::computeGradientAndScore);
      return;
    }
    synchronizeIterEpochCounts();
    if (flattenedGradients == null) {
      initGradientsView();
    }
    AcceleratedUpdater.install(this);
    if (gradientViews == null || !gradientViews.isOf(flattenedGradients)) {
      gradientViews = new GradientViews(flattenedGradients, layers);
    }
    callForwardListeners();
    score = evaluate(batch, true, true);
    gradient = gradientViews.gradient();
    FloatArrays.outsideWorkspaces(
        () -> {
          trainingListeners.forEach(listener -> listener.onBackwardPass(this));
          return this;
        });
  }

  private void callForwardListeners() {
    if (trainingListeners.stream().anyMatch(EngineComputation::readsForwardPass)) {
      List<INDArray> activations =
          ffToLayerActivationsDetached(
              true, FwdPassType.STANDARD, false, layers.length - 2, input, null, null, true);
      for (TrainingListener listener : trainingListeners) {
        listener.onForwardPass(this, activations);
      }
    }
  }

  /** False only if a listener inherits DL4J's empty method, so that activations are not needed. */
  private static boolean readsForwardPass(TrainingListener listener) {
    try {
      Class<?> owner =
          listener
              .getClass()
              .getMethod("onForwardPass", Model.class, List.class)
              .getDeclaringClass();
      return owner != BaseTrainingListener.class && !owner.isInterface();
    } catch (NoSuchMethodException e) {
      return true;
    }
  }

  @Override
  public double score(DataSet data, boolean training) {
    return compute(
        () -> {
          if (engine == null || data.getFeaturesMaskArray() != null || !engine.accepts(data)) {
            lastOutput = null;
            return super.score(data, training);
          }
          return withInput(data.getFeatures(), () -> evaluate(data, training, false));
        });
  }

  /** Runs a task on another input, which stays unless the caller is a step that needs its own. */
  private <T> T withInput(INDArray features, Supplier<T> task) {
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
        () -> {
          boolean whole = kind == FwdPassType.STANDARD && layer == layers.length - 1;
          boolean masked = featureMask != null || labelMask != null;
          Shape logits = whole && !masked ? logitShape(features) : null;
          return logits == null
              ? super.outputOfLayerDetached(
                  train, kind, layer, features, featureMask, labelMask, workspace)
              : output(features, logits, train, workspace);
        });
  }

  private INDArray output(
      INDArray features, Shape logits, boolean train, MemoryWorkspace workspace) {
    float[] values = withInput(features, () -> engine.infer(features, logits, true, state(train)));
    int rows = (int) features.size(0);
    if (workspace != null) {
      return FloatArrays.matrix(values, rows); // the caller has opened it
    }
    return FloatArrays.outsideWorkspaces(() -> FloatArrays.matrix(values, rows));
  }

  private double evaluate(DataSet batch, boolean training, boolean backward) {
    NetworkEngine.Result result = engine.evaluate(batch, backward, state(training));
    lastOutput = result.output();
    lastRows = (int) batch.getFeatures().size(0);
    return result.loss() + calcRegularizationScore(true);
  }

  private NetworkEngine.State state(boolean training) {
    return new NetworkEngine.State(
        engine.bind(flattenedParams, flattenedGradients),
        training,
        new Batch.StepClock(getIterationCount(), getEpochCount()),
        masks);
  }

  /** The shape of an example's logits, or null where DL4J's own layers must take over. */
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
  public void fit(INDArray features, INDArray labels, INDArray featuresMask, INDArray labelsMask) {
    OpenMp.withOneThread(() -> super.fit(features, labels, featuresMask, labelsMask));
  }
}
