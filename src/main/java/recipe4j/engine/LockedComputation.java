package recipe4j.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** What a {@link LockedNetwork} computes: trainings, scores, predictions, evaluations, files. */
// DL4J declares doEvaluation with an array and with varargs; its synchronized methods run in
// alone()
@SuppressWarnings({"overrides", "UnsynchronizedOverridesSynchronized"})
abstract class LockedComputation extends LockedState {
  private static final long serialVersionUID = 1L;

  LockedComputation(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  /**
   * Runs a task alone. If it fails, no layer keeps a mask of it: DL4J would apply it to whatever is
   * computed next.
   */
  final <T> T compute(Supplier<T> task) {
    return alone(
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

  @Override
  public void pretrain(DataSetIterator data, int epochs) {
    alone(() -> super.pretrain(data, epochs));
  }

  @Override
  public void pretrainLayer(int layer, DataSetIterator data, int epochs) {
    alone(() -> super.pretrainLayer(layer, data, epochs));
  }

  @Override
  public void pretrainLayer(int layer, INDArray features) {
    alone(() -> super.pretrainLayer(layer, features));
  }

  @Override
  public void fit(DataSetIterator data) {
    compute(
        () -> {
          super.fit(data);
          return this;
        });
  }

  @Override
  public void fit(INDArray features, INDArray truth, INDArray mask, INDArray truthMask) {
    compute(
        () -> {
          super.fit(features, truth, mask, truthMask);
          return this;
        });
  }

  @Override
  public void fit() {
    alone(() -> super.fit());
  }

  @Override
  public void computeGradientAndScore() {
    alone(() -> super.computeGradientAndScore());
  }

  @Override
  public Pair<Gradient, INDArray> calculateGradients(
      INDArray features, INDArray truth, INDArray mask, INDArray truthMask) {
    return compute(
        () -> {
          Pair<Gradient, INDArray> gradients =
              super.calculateGradients(features, truth, mask, truthMask);
          super.clearLayerMaskArrays(); // DL4J forgets to where there is only one for the labels
          return gradients;
        });
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
    return alone(() -> super.backpropGradient(epsilon, manager));
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
    return alone(() -> super.calcRegularizationScore(backpropOnly));
  }

  @Override
  public double f1Score(INDArray features, INDArray truth) {
    return alone(() -> super.f1Score(features, truth));
  }

  @Override
  public INDArray output(DataSetIterator data, boolean training) {
    return compute(() -> super.output(data, training));
  }

  @Override
  public <T> T output(
      INDArray features, INDArray mask, INDArray truthMask, OutputAdapter<T> adapter) {
    return compute(() -> super.output(features, mask, truthMask, adapter));
  }

  @Override
  protected INDArray outputOfLayerDetached(
      boolean training,
      FwdPassType kind,
      int layer,
      INDArray features,
      INDArray mask,
      INDArray truthMask,
      MemoryWorkspace workspace) {
    return compute(
        () ->
            super.outputOfLayerDetached(
                training, kind, layer, features, mask, truthMask, workspace));
  }

  @Override
  protected List<INDArray> ffToLayerActivationsDetached(
      boolean training,
      FwdPassType kind,
      boolean store,
      int layer,
      INDArray features,
      INDArray mask,
      INDArray truthMask,
      boolean clear) {
    return compute(
        () ->
            super.ffToLayerActivationsDetached(
                training, kind, store, layer, features, mask, truthMask, clear));
  }

  @Override
  public INDArray activateSelectedLayers(int from, int to, INDArray features) {
    return alone(() -> super.activateSelectedLayers(from, to, features));
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
  public List<INDArray> feedForward(INDArray features, INDArray mask, INDArray truthMask) {
    return compute(() -> super.feedForward(features, mask, truthMask));
  }

  @Override
  public INDArray rnnTimeStep(INDArray features, MemoryWorkspace workspace) {
    return alone(() -> super.rnnTimeStep(features, workspace));
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
      alone(
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
