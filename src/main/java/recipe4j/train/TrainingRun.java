package recipe4j.train;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A {@code fit} in progress, as it is given to listeners.
 *
 * <p>A listener may ask it to stop; the batch that is running still ends, as does the epoch's
 * bookkeeping.
 */
public final class TrainingRun {
  private final MultiLayerNetwork network;
  private final int initialEpoch;
  private final int epochs;
  private final int batchSize;
  private final int stepsPerEpoch;
  private final boolean validated;
  private final Optional<History> past;
  private @Nullable String stopReason;

  TrainingRun(
      MultiLayerNetwork network,
      int initialEpoch,
      int epochs,
      int batchSize,
      int stepsPerEpoch,
      boolean validated,
      Optional<History> past) {
    this.network = network;
    this.initialEpoch = initialEpoch;
    this.epochs = epochs;
    this.batchSize = batchSize;
    this.stepsPerEpoch = stepsPerEpoch;
    this.validated = validated;
    this.past = past;
  }

  /** {@return the network that is trained} */
  public MultiLayerNetwork network() {
    return network;
  }

  /** {@return the first epoch, 0-based} */
  public int initialEpoch() {
    return initialEpoch;
  }

  /**
   * {@return the epoch to stop before, counted from 0: the number of epochs if the first is 0;
   * above {@link #initialEpoch}}
   */
  public int epochs() {
    return epochs;
  }

  /** {@return images per batch, at least 1; the last batch of an epoch may have fewer} */
  public int batchSize() {
    return batchSize;
  }

  /** {@return batches per epoch, the partial one included; at least 1} */
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** {@return whether every epoch ends with a validation: not without validation images} */
  public boolean validated() {
    return validated;
  }

  /** {@return whether this {@code fit} resumes one that was interrupted} */
  public boolean resumed() {
    return past.isPresent();
  }

  /**
   * {@return the epochs that had ended before this {@code fit} began; empty unless {@link
   * #resumed}}
   */
  public History past() {
    return past.orElseGet(() -> new History(List.of()));
  }

  /**
   * {@return the names of the metrics that every epoch of this training will have, as in {@link
   * EpochLogs#byName}}
   */
  public Set<String> metrics() {
    double held = validated ? 0 : Double.NaN;
    return new EpochLogs(0, 0, 0, held, held, LearningRates.current(network), 0).byName().keySet();
  }

  /**
   * Asks the training to end after the batch that is running.
   *
   * @param reason a sentence for the log, kept as {@link #stopReason}; the first one counts
   */
  public void stop(String reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  /** {@return why the training was asked to end early; empty if it was not} */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  /**
   * {@return whether an epoch, 0-based, is the last one to run: the last planned one, or after a
   * request to stop}
   */
  public boolean isLast(int epoch) {
    return epoch == epochs - 1 || stopReason != null;
  }
}
