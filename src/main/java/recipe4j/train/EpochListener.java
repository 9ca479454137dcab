package recipe4j.train;

import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * A DL4J listener that also gets the calls of a Keras callback. They are made by {@link Training};
 * under DL4J's own {@code fit} only DL4J's calls arrive.
 *
 * <pre>{@code
 * Training.of(net).listeners(new EpochListener() {
 *   public void onEpochLogs(EpochLogs logs, TrainingRun run) { plot(logs.epoch(), logs.loss()); }
 * }).fit(dataset);
 * }</pre>
 *
 * <p>Order of the calls: {@link #onTrainingStart}; for each epoch {@link #onEpochStart(int,
 * TrainingRun)}, for each batch {@link #onBatchStart} and {@link #onBatchLogs}, after the
 * validation {@link #onEpochLogs}; at last {@link #onTrainingEnd}. Each comes just before DL4J's
 * own call of the same moment, to all listeners in the order in which they were added.
 */
public abstract class EpochListener extends BaseTrainingListener {
  /**
   * Before the first epoch; Keras's {@code on_train_begin}.
   *
   * @param run the training
   */
  public void onTrainingStart(TrainingRun run) {}

  /**
   * Before the first batch of an epoch; Keras's {@code on_epoch_begin}.
   *
   * @param epoch 0-based
   * @param run the training
   */
  public void onEpochStart(int epoch, TrainingRun run) {}

  /**
   * Before a batch; Keras's {@code on_train_batch_begin}.
   *
   * @param batch within the epoch, 0-based
   * @param run the training
   */
  public void onBatchStart(int batch, TrainingRun run) {}

  /**
   * After a batch and its update, within DL4J's {@code iterationDone}; Keras's {@code
   * on_train_batch_end}. The network's iteration count does not count this batch yet.
   *
   * @param logs metrics of the epoch so far
   * @param run the training
   */
  public void onBatchLogs(BatchLogs logs, TrainingRun run) {}

  /**
   * After an epoch and its validation, within DL4J's {@code onEpochEnd}; Keras's {@code
   * on_epoch_end}. The network's epoch count does not count this epoch yet.
   *
   * @param logs metrics of the epoch that ended
   * @param run the training
   */
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {}

  /**
   * After the last epoch, also if the training was stopped early, but not if it failed; Keras's
   * {@code on_train_end}.
   *
   * @param history all epochs that ended
   * @param run the training
   */
  public void onTrainingEnd(History history, TrainingRun run) {}
}
