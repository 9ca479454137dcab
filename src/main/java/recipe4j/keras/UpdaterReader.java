package recipe4j.keras;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasSchedule;
import recipe4j.keras.config.LossSettings;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.Frozen;
import recipe4j.optimizer.RatedOptimizer;
import recipe4j.optimizer.RuleOptimizer;

/** Reads optimizer and loss out of a DL4J network. */
final class UpdaterReader {
  private UpdaterReader() {}

  /**
   * Reads optimizer and loss of a network.
   *
   * @param net initialised
   * @return the optimizer, with its present learning rate in place of a schedule that Keras can't
   *     have
   * @throws KerasFormatException if they have no equal in Keras
   */
  static KerasModel.Training read(MultiLayerNetwork net) throws KerasFormatException {
    IUpdater updater = null;
    for (int i = 0; i < net.getnLayers(); i++) {
      Layer layer = net.getLayerWiseConfigurations().getConf(i).getLayer();
      if (layer instanceof BaseLayer base
          && net.getLayer(i).numParams() > 0
          && !(base.getIUpdater() instanceof Frozen)) {
        if (updater != null && !updater.equals(base.getIUpdater())) {
          throw new KerasFormatException(
              "layer %s has an optimizer of its own, Keras has one for all; write it uncompiled"
                  .formatted(i));
        }
        updater = known(base.getIUpdater());
        if (!(base instanceof BatchNormalization)
            && base.getBiasUpdater() != null
            && !base.getBiasUpdater().equals(updater)) {
          throw new KerasFormatException(
              "layer %s has an optimizer of its own for the bias, Keras has one for all; write it uncompiled"
                  .formatted(i));
        }
      }
    }
    Layer last = net.getLayerWiseConfigurations().getConf(net.getnLayers() - 1).getLayer();
    boolean sum = !net.getLayerWiseConfigurations().getConf(net.getnLayers() - 1).isMiniBatch();
    if (last instanceof BaseOutputLayer output) {
      return training(updater, net, LossSettings.of(output.getLossFn(), output.getNOut(), sum));
    }
    if (last instanceof LossLayer loss) {
      return training(updater, net, LossSettings.of(loss.getLossFn(), loss.getNOut(), sum));
    }
    throw new KerasFormatException(
        "the network must end in an output or loss layer; write it uncompiled");
  }

  private static KerasModel.Training training(
      @Nullable IUpdater updater, MultiLayerNetwork net, LossSettings loss)
      throws KerasFormatException {
    return new KerasModel.Training(present(updater, net), loss, false, List.of());
  }

  private static IUpdater known(@Nullable IUpdater given) throws KerasFormatException {
    IUpdater updater = ExtendedOptimizer.within(given);
    if (given != null
        && (updater instanceof Adam
            || updater instanceof Sgd
            || (updater instanceof Nesterovs nesterovs && nesterovs.getMomentumISchedule() == null)
            || updater instanceof KerasMomentum
            || updater instanceof KerasRmsProp
            || updater instanceof RuleOptimizer)) {
      return given;
    }
    throw new KerasFormatException(
        "the optimizer %s has no equal in Keras, only Adam, Sgd, Nesterovs, KerasMomentum, KerasRmsProp and RuleOptimizer have; write it uncompiled"
            .formatted(updater == null ? "none" : updater.getClass().getSimpleName()));
  }

  /** {@return the schedule of an optimizer that Keras has; null for a plain rate} */
  static @Nullable ISchedule schedule(IUpdater any) {
    IUpdater updater = ExtendedOptimizer.within(any);
    if (updater instanceof RatedOptimizer rated) {
      return rated.schedule();
    }
    // ND4J has no common way to ask
    return updater instanceof Adam adam
        ? adam.getLearningRateSchedule()
        : updater instanceof Sgd sgd
            ? sgd.getLearningRateSchedule()
            : updater instanceof Nesterovs nesterovs
                ? nesterovs.getLearningRateSchedule()
                : updater instanceof RmsProp rms ? rms.getLearningRateSchedule() : null;
  }

  private static IUpdater present(@Nullable IUpdater updater, MultiLayerNetwork net)
      throws KerasFormatException {
    IUpdater present = known(updater).clone();
    if (KerasSchedule.write(schedule(present)) != null) {
      return present;
    }
    present.setLrAndSchedule(
        present.getLearningRate(
            net.getLayerWiseConfigurations().getIterationCount(),
            net.getLayerWiseConfigurations().getEpochCount()),
        null);
    return present;
  }
}
