package recipe4j.train;

import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * A DL4J listener that also hears the figures of whole epochs. It is told by the {@link
 * HistoryListener} of the same network, which {@link Training} adds by itself.
 */
public abstract class EpochListener extends BaseTrainingListener {
  /**
   * Before the first epoch.
   *
   * @param run the training
   */
  public void onTrainingStart(TrainingRun run) {}

  /**
   * After an epoch and its validation, within DL4J's {@code onEpochEnd}.
   *
   * @param logs figures of the epoch that ended
   * @param run the training
   */
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {}

  /**
   * After the last epoch, also if the training was stopped early.
   *
   * @param history all epochs that ended
   * @param run the training
   */
  public void onTrainingEnd(History history, TrainingRun run) {}
}
