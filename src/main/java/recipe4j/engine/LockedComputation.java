package recipe4j.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.adapters.OutputAdapter;
import org.nd4j.common.primitives.Pair;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import recipe4j.engine.onednn.FloatArrays;

/** The locked methods that train, score, predict, evaluate or save. */
// DL4J declares doEvaluation with an array and with varargs; its synchronized methods run in
// locked()
@SuppressWarnings({"overrides", "UnsynchronizedOverridesSynchronized"})
abstract class LockedComputation extends LockedState {
  private static final long serialVersionUID = 1L;

  LockedComputation(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  /**
   * Runs a task under the lock. If it fails, the layers' masks are cleared: DL4J would apply them
   * to the next batch.
   */
  final <T> T compute(Supplier<T> task) {
    return locked(
        () -> {
          try {
            return task.get();
          } catch (RuntimeException | Error e) {
            if (!isNested()) {
              super.clearLayerMaskArrays();
            }
            throw e;
          }
        });
  }

  /** As above, for a task without a result. */
  private void compute(Runnable task) {
    compute(
        () -> {
          task.run();
          return this;
        });
  }

  @Override
  public void pretrain(DataSetIterator data, int epochs) {
    locked(() -> super.pretrain(data, epochs));
  }

  @Override
  public void pretrainLayer(int layer, DataSetIterator data, int epochs) {
    locked(() -> super.pretrainLayer(layer, data, epochs));
  }

  @Override
  public void pretrainLayer(int layer, INDArray features) {
    locked(() -> super.pretrainLayer(layer, features));
  }

  @Override
  public void fit(DataSetIterator data) {
    compute(() -> super.fit(data));
  }

  @Override
  public void fit(INDArray features, INDArray labels, INDArray mask, INDArray labelMask) {
    compute(() -> super.fit(features, labels, mask, labelMask));
  }

  @Override
  public void fit() {
    locked(() -> super.fit());
  }

  @Override
  public void computeGradientAndScore() {
    locked(() -> super.computeGradientAndScore());
  }

  @Override
  public Pair<Gradient, INDArray> calculateGradients(
      INDArray features, INDArray labels, INDArray mask, INDArray labelMask) {
    return compute(
        () -> {
          Pair<Gradient, INDArray> gradients =
              super.calculateGradients(features, labels, mask, labelMask);
          super.clearLayerMaskArrays(); // DL4J does not if there is only one for the labels
          return gradients;
        });
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
    return locked(() -> super.backpropGradient(epsilon, manager));
  }

  @Override
  public double score(DataSet data, boolean training) {
    return compute(() -> super.score(data, training));
  }

  @Override
  public INDArray scoreExamples(DataSet data, boolean regularized) {
    return compute(() -> super.scoreExamples(data, regularized));
  }

  @Override
  public INDArray scoreExamples(DataSetIterator data, boolean regularized) {
    return compute(() -> super.scoreExamples(data, regularized));
  }

  @Override
  public double calcRegularizationScore(boolean backpropOnly) {
    return locked(() -> super.calcRegularizationScore(backpropOnly));
  }

  @Override
  public double f1Score(INDArray features, INDArray labels) {
    return locked(() -> super.f1Score(features, labels));
  }

  @Override
  public INDArray output(DataSetIterator data, boolean training) {
    return compute(
        () -> {
          List<INDArray> outputs = new ArrayList<>();
          while (data.hasNext()) {
            DataSet batch = data.next();
            if (batch.getFeatures() != null) {
              outputs.add(
                  output(
                      batch.getFeatures(),
                      training,
                      batch.getFeaturesMaskArray(),
                      batch.getLabelsMaskArray()));
            }
          }
          return FloatArrays.joinRows(outputs);
        });
  }

  @Override
  public <T> T output(
      INDArray features, INDArray mask, INDArray labelMask, OutputAdapter<T> adapter) {
    return compute(() -> super.output(features, mask, labelMask, adapter));
  }

  @Override
  protected INDArray outputOfLayerDetached(
      boolean training,
      FwdPassType kind,
      int layer,
      INDArray features,
      INDArray mask,
      INDArray labelMask,
      MemoryWorkspace workspace) {
    return compute(
        () ->
            super.outputOfLayerDetached(
                training, kind, layer, features, mask, labelMask, workspace));
  }

  /** Of as many parameters as DL4J declares. */
  @Override
  protected List<INDArray> ffToLayerActivationsDetached(
      boolean training,
      FwdPassType kind,
      boolean store,
      int layer,
      INDArray features,
      INDArray mask,
      INDArray labelMask,
      boolean clear) {
    return compute(
        () ->
            super.ffToLayerActivationsDetached(
                training, kind, store, layer, features, mask, labelMask, clear));
  }

  @Override
  public INDArray activateSelectedLayers(int from, int to, INDArray features) {
    return locked(() -> super.activateSelectedLayers(from, to, features));
  }

  @Override
  public List<INDArray> feedForward(INDArray features) {
    return compute(() -> super.feedForward(features));
  }

  @Override
  public List<INDArray> feedForward(INDArray features, boolean training) {
    return compute(() -> super.feedForward(features, training));
  }

  @Override
  public List<INDArray> feedForward(INDArray features, INDArray mask, INDArray labelMask) {
    return compute(() -> super.feedForward(features, mask, labelMask));
  }

  @Override
  public INDArray rnnTimeStep(INDArray features, MemoryWorkspace workspace) {
    return locked(() -> super.rnnTimeStep(features, workspace));
  }

  @Override
  @SafeVarargs
  @SuppressWarnings({"varargs", "rawtypes"}) // as DL4J declares it
  public final <T extends IEvaluation> T[] doEvaluationHelper(
      DataSetIterator data, T... evaluations) {
    return compute(() -> super.doEvaluationHelper(data, evaluations));
  }

  @Override
  public void save(File file, boolean withUpdater) throws IOException {
    try {
      locked(
          () -> {
            try {
              super.save(file, withUpdater);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
