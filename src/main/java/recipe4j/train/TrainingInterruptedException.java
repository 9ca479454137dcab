package recipe4j.train;

import java.io.Serial;

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
    super("interrupted in epoch %s, batch %s".formatted(epoch + 1, batch));
    this.epoch = epoch;
    this.batch = batch;
    this.backedUp = backedUp;
  }

  /** {@return the epoch of the last batch, 0-based} */
  public int epoch() {
    return epoch;
  }

  /** {@return how many batches of that epoch have run: all of them if the epoch has ended} */
  public int batch() {
    return batch;
  }

  /**
   * {@return whether the training's {@link TrainingBackup} has this very state: not without a
   * backup}
   */
  public boolean backedUp() {
    return backedUp;
  }
}
