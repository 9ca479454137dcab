package recipe4j.train;

import java.io.Serial;
import java.util.Locale;

/**
 * A training has ended because {@link Training#interrupt} was called. The network is as the last
 * batch left it; listeners got no call for the end of the epoch or of the training.
 */
public final class TrainingInterruptedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int batch;
  private final boolean backedUp;

  TrainingInterruptedException(int epoch, int batch, boolean backedUp) {
    super(String.format(Locale.ROOT, "interrupted in epoch %d, batch %d", epoch + 1, batch));
    this.epoch = epoch;
    this.batch = batch;
    this.backedUp = backedUp;
  }

  /**
   * The epoch of the last batch.
   *
   * @return 0-based
   */
  public int epoch() {
    return epoch;
  }

  /**
   * How many batches of that epoch have run.
   *
   * @return all of them if the epoch has ended
   */
  public int batch() {
    return batch;
  }

  /**
   * Whether the training's {@link TrainingBackup} has this very state.
   *
   * @return false if the training has no backup
   */
  public boolean backedUp() {
    return backedUp;
  }
}
