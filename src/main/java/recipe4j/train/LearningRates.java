package recipe4j.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The learning rate that a network would use now. */
final class LearningRates {
  private LearningRates() {}

  /** Rate of the first layer that has one; NaN if none has. */
  static double current(MultiLayerNetwork net) {
    for (int i = 0; i < net.getnLayers(); i++) {
      Double rate = net.getLearningRate(i);
      if (rate != null) {
        return rate;
      }
    }
    return Double.NaN;
  }
}
