package recipe4j.train;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.engine.Engines;

/** The learning rate of a network, where Keras would ask {@code optimizer.learning_rate}. */
public final class LearningRates {
  private LearningRates() {}

  /**
   * {@return the rate that the network would use now: that of the first layer that has one; NaN if
   * none has}
   */
  public static double current(MultiLayerNetwork net) {
    for (int i = 0; i < net.getnLayers(); i++) {
      Double rate = net.getLearningRate(i);
      if (rate != null) {
        return rate;
      }
    }
    return Double.NaN;
  }

  /**
   * Sets the rate of all layers from the next batch on. The updater keeps its state.
   *
   * @param net the network
   * @param rate finite, at least 0
   * @throws IllegalArgumentException if the rate is anything else, or can't be set
   */
  public static void set(MultiLayerNetwork net, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a learning rate must be finite and at least 0, found " + rate);
    }
    requireSettable(net);
    net.setLearningRate(rate);
    Engines.stable(net); // DL4J has made a new updater
  }

  /**
   * Makes sure that there is a rate and that it does not come from a schedule. Keras, too, refuses
   * to set the rate of an optimizer that has a schedule.
   *
   * @param net the network
   * @throws IllegalArgumentException if the updater has no rate, or it comes from a schedule
   */
  public static void requireSettable(MultiLayerNetwork net) {
    if (Double.isNaN(current(net))) {
      throw new IllegalArgumentException(
          "the network's updater has no learning rate that could be set; take another, such as"
              + " Adam");
    }
    if (isScheduled(net)) {
      throw new IllegalArgumentException(
          "a learning rate that comes from a schedule cannot be set; leave out the schedule or the"
              + " listener that sets the rate");
    }
  }

  /**
   * {@return whether any layer's rate comes from an {@code ISchedule}, be it a constant one, and
   * not from a plain number}
   */
  public static boolean isScheduled(MultiLayerNetwork net) {
    for (int i = 0; i < net.getnLayers(); i++) {
      Layer layer = net.getLayer(i).conf().getLayer();
      if (layer instanceof BaseLayer base && isScheduled(base.getIUpdater())) {
        return true;
      }
    }
    return false;
  }

  /**
   * DL4J's updaters have no common getter for the schedule, so equality tells whether there is one.
   */
  private static boolean isScheduled(IUpdater updater) {
    if (updater == null || !updater.hasLearningRate()) {
      return false;
    }
    IUpdater constant = updater.clone();
    constant.setLrAndSchedule(updater.getLearningRate(0, 0), null);
    return !constant.equals(updater);
  }
}
