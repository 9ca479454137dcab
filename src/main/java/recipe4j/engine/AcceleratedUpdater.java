package recipe4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.Regularization;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Batch.StepClock;
import recipe4j.optimizer.ExtendedOptimizer;

/**
 * DL4J's updater, with a faster way for the usual case: Adam, the gradient divided by the batch
 * size, and nothing else such as regularization or clipping; and with what an {@link
 * ExtendedOptimizer} does around its steps. Any other case is left to DL4J. The state is DL4J's, in
 * its layout.
 */
final class AcceleratedUpdater extends MultiLayerUpdater {
  private static final long serialVersionUID = 1L;

  private final transient AdamStep step = new AdamStep();
  private final boolean fast;
  private final boolean plain;
  private final boolean extended;

  /** The gradients that the blocks have views of. */
  private final transient INDArray own;

  private AcceleratedUpdater(MultiLayerNetwork network, INDArray state) {
    super(network, state);
    this.extended = getUpdaterBlocks().stream().anyMatch(AcceleratedUpdater::isExtended);
    this.own = getFlattenedGradientsView();
    if (extended) {
      gradientsForMinibatchDivision = getMinibatchDivisionSubsets(own);
      initializedMinibatchDivision = true;
    }
    this.fast = KernelLibrary.lanes() > 0 && network.params().dataType() == DataType.FLOAT;
    this.plain =
        isMiniBatch()
            && fast
            && List.of(network.getLayers()).stream().allMatch(AcceleratedUpdater::isPlain)
            && getUpdaterBlocks().stream()
                .allMatch(block -> block.getGradientUpdater().getConfig() instanceof Adam);
  }

  /** Replaces a network's updater, if it is DL4J's own, by one with the same state. */
  static void install(MultiLayerNetwork network) {
    if (network.getUpdater() instanceof MultiLayerUpdater present
        && present.getClass() == MultiLayerUpdater.class
        && (present.getStateViewArray() != null || isExtended(present))) {
      network.setUpdater(new AcceleratedUpdater(network, present.getStateViewArray()));
    }
  }

  /** Does so where DL4J's own can't do the work of the network's optimizer. */
  static void installIfExtended(MultiLayerNetwork network) {
    if (network.getnLayers() > 0
        && network.params() != null
        && network.getUpdater() instanceof MultiLayerUpdater present
        && isExtended(present)) {
      install(network);
    }
  }

  private static boolean isExtended(MultiLayerUpdater updater) {
    return updater.getUpdaterBlocks().stream().anyMatch(AcceleratedUpdater::isExtended);
  }

  private static boolean isExtended(UpdaterBlock block) {
    return block.getGradientUpdater() instanceof ExtendedOptimizer.Within;
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
    if (extended) {
      INDArray given = gradient.gradient(); // of DL4J's own layers, it may be a copy
      if (given != own) {
        own.assign(given.reshape(own.shape()));
      }
      updateExtended(gradient, new StepClock(iteration, epoch), batchSize);
      if (given != own) {
        given.assign(own.reshape(given.shape()));
      }
      return;
    }
    if (!plain || gradient.gradient() != flat) {
      super.update(gradient, iteration, epoch, batchSize, workspaces);
      return;
    }
    for (UpdaterBlock block : getUpdaterBlocks()) {
      Adam config = (Adam) block.getGradientUpdater().getConfig();
      adam(block, config, new StepClock(iteration, epoch), 1f / batchSize);
    }
  }

  private void adam(UpdaterBlock block, Adam config, StepClock clock, float scale) {
    long gradients = FloatArrays.address(extended ? own : getFlattenedGradientsView());
    long state = FloatArrays.address(getStateViewArray());
    long length = block.getParamOffsetEnd() - (long) block.getParamOffsetStart();
    long means = state + (long) block.getUpdaterViewOffsetStart() * Float.BYTES;
    step.apply(
        config,
        clock,
        scale,
        gradients + (long) block.getParamOffsetStart() * Float.BYTES,
        means,
        means + length * Float.BYTES,
        length);
  }

  /** As Keras orders it: regularizers, then clipping of all gradients, then steps and decay. */
  private void updateExtended(Gradient gradient, StepClock clock, int batchSize) {
    if (isMiniBatch()) {
      divideByMinibatch(false, gradient, batchSize);
    }
    ExtendedOptimizer optimizer = null;
    List<INDArray> gradients = new ArrayList<>();
    for (UpdaterBlock block : getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState weights : block.getLayersAndVariablesInBlock()) {
        regularize(weights, clock);
        if (block.getGradientUpdater() instanceof ExtendedOptimizer.Within within) {
          optimizer = within.config();
          gradients.add(weights.getGradView());
        }
      }
    }
    if (optimizer != null) {
      optimizer.clip(gradients);
    }
    for (UpdaterBlock block : getUpdaterBlocks()) {
      GradientUpdater<?> updater = block.getGradientUpdater();
      if (updater instanceof ExtendedOptimizer.Within within) {
        double rate = within.config().getLearningRate(clock.iteration(), clock.epoch());
        if (fast && within.updater().getConfig() instanceof Adam adam) {
          adam(block, adam, clock, 1);
        } else {
          within.updater().applyUpdater(block.getGradientView(), clock.iteration(), clock.epoch());
        }
        for (UpdaterBlock.ParamState weights : block.getLayersAndVariablesInBlock()) {
          within.config().decay(weights.getParamView(), weights.getGradView(), rate);
        }
      } else {
        updater.applyUpdater(block.getGradientView(), clock.iteration(), clock.epoch());
      }
    }
  }

  private static void regularize(UpdaterBlock.ParamState weights, StepClock clock) {
    List<Regularization> all =
        weights.getLayer().getConfig().getRegularizationByParam(weights.getParamName());
    for (Regularization one : all == null ? List.<Regularization>of() : all) {
      if (one.applyStep() != Regularization.ApplyStep.BEFORE_UPDATER) {
        throw new IllegalStateException(
            "beside clipping and weight decay of Keras, a regularization must be L1 or L2, found "
                + one.getClass().getSimpleName());
      }
      one.apply(weights.getParamView(), weights.getGradView(), 1, clock.iteration(), clock.epoch());
    }
  }

  /** As DL4J's: updaters are equal if their states are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MultiLayerUpdater updater
        && Objects.equals(getStateViewArray(), updater.getStateViewArray());
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
