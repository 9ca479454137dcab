package recipe4j.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The logs of one batch: running means of the metrics over the epoch so far, this batch included,
 * as Keras gives them to {@code on_train_batch_end}. The loss of the batch alone is the network's
 * {@code score()}.
 *
 * @param epoch 0-based
 * @param batch within the epoch, 0-based
 * @param loss mean of the losses so far, each before its update, weighted by batch size
 * @param accuracy share of the images so far that were right, 0 to 1
 */
public record BatchLogs(int epoch, int batch, double loss, double accuracy) {
  /** {@return the metrics under Keras's names, sorted: name to value} */
  public Map<String, Double> byName() {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("accuracy", accuracy);
    logs.put("loss", loss);
    return logs;
  }
}
