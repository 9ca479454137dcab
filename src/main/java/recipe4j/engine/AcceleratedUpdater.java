package recipe4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Batch.StepClock;

/**
 * DL4J's updater, with a faster way for the usual case: Adam, the gradient divided by the batch
 * size, and nothing else such as regularization or clipping. Any other case is left to DL4J. The
 * state is DL4J's, in its layout.
 */
final class AcceleratedUpdater extends MultiLayerUpdater {
  private static final long serialVersionUID = 1L;

  private final transient AdamStep step = new AdamStep();
  private final boolean plain;

  private AcceleratedUpdater(MultiLayerNetwork network, INDArray state) {
    super(network, state);
    this.plain =
        isMiniBatch()
            && KernelLibrary.lanes() > 0
            && network.params().dataType() == DataType.FLOAT
            && List.of(network.getLayers()).stream().allMatch(AcceleratedUpdater::isPlain)
            && getUpdaterBlocks().stream()
                .allMatch(block -> block.getGradientUpdater().getConfig() instanceof Adam);
  }

  /** Replaces a network's updater, if it is DL4J's own, by one with the same state. */
  static void install(MultiLayerNetwork network) {
    Updater present = network.getUpdater();
    if (present.getClass() == MultiLayerUpdater.class && present.getStateViewArray() != null) {
      network.setUpdater(new AcceleratedUpdater(network, present.getStateViewArray()));
    }
  }

  /** Whether a layer's gradients are used as they are: not normalised, without regularization. */
  private static boolean isPlain(Layer layer) {
    if (layer.numParams() == 0) {
      return true;
    }
    return layer.getConfig() instanceof BaseLayer conf
        && (conf.getGradientNormalization() == null
            || conf.getGradientNormalization() == GradientNormalization.None)
        && layer.paramTable(false).keySet().stream().allMatch(name -> isPlain(layer, conf, name));
  }

  private static boolean isPlain(Layer layer, BaseLayer conf, String parameter) {
    List<?> regularization = conf.getRegularizationByParam(parameter);
    return (regularization == null || regularization.isEmpty())
        && layer.updaterDivideByMinibatch(parameter)
        && !conf.isPretrainParam(parameter);
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    INDArray flat = getFlattenedGradientsView();
    if (!plain || gradient.gradient() != flat) {
      super.update(gradient, iteration, epoch, batchSize, workspaces);
      return;
    }
    long gradients = FloatArrays.address(flat);
    long state = FloatArrays.address(getStateViewArray());
    for (UpdaterBlock block : getUpdaterBlocks()) {
      Adam config = (Adam) block.getGradientUpdater().getConfig();
      long length = block.getParamOffsetEnd() - (long) block.getParamOffsetStart();
      long means = state + (long) block.getUpdaterViewOffsetStart() * Float.BYTES;
      step.apply(
          config,
          new StepClock(iteration, epoch),
          1f / batchSize,
          gradients + (long) block.getParamOffsetStart() * Float.BYTES,
          means,
          means + length * Float.BYTES,
          length);
    }
  }

  /** As DL4J's: updaters are equal if their states are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MultiLayerUpdater updater
        && getStateViewArray().equals(updater.getStateViewArray());
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Java's serialization writes DL4J's own. */
  private Object writeReplace() {
    return new MultiLayerUpdater(getNetwork(), getStateViewArray());
  }

  @Override
  public Updater clone() {
    return new AcceleratedUpdater(getNetwork(), null);
  }
}
