package recipe4j.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The logs of one epoch: its metrics, as Keras reports them.
 *
 * @param epoch 0-based
 * @param loss mean of the batches' losses before each update, weighted by batch size
 * @param accuracy share of the training images that were right before each update, 0 to 1
 * @param valLoss loss over the validation images after the epoch; NaN without validation
 * @param valAccuracy likewise the accuracy
 * @param learningRate the rate of the epoch; NaN if the updater has none
 * @param seconds wall time of the epoch, validation included
 */
public record EpochLogs(
    int epoch,
    double loss,
    double accuracy,
    double valLoss,
    double valAccuracy,
    double learningRate,
    double seconds) {

  /**
   * {@return whether there was a validation; without validation images valLoss and valAccuracy are
   * NaN}
   */
  public boolean validated() {
    return !Double.isNaN(valAccuracy);
  }

  /**
   * {@return the metrics under Keras's names, sorted, then learning_rate; what does not exist is
   * left out}
   */
  public Map<String, Double> byName() {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("accuracy", accuracy);
    logs.put("loss", loss);
    if (validated()) {
      logs.put("val_accuracy", valAccuracy);
      logs.put("val_loss", valLoss);
    }
    if (!Double.isNaN(learningRate)) {
      logs.put("learning_rate", learningRate);
    }
    return logs;
  }
}
