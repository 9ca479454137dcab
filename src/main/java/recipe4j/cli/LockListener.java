package recipe4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.TrainingRun;

/**
 * Makes a run folder again that was removed during the training.
 *
 * <p>Fires: before every batch and after every epoch.
 */
final class LockListener extends EpochListener {
  private final RunLock lock;

  LockListener(RunLock lock) {
    this.lock = lock;
  }

  @Override
  public void onBatchStart(int batch, TrainingRun run) {
    renew();
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    renew();
  }

  private void renew() {
    try {
      lock.renew();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
