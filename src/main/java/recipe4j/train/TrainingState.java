package recipe4j.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state of a training between two batches. With the network as it is at that moment (its
 * configuration, parameters, updater state and counts) and the same images, seed and batch size,
 * {@link Training#resume} gives the same result, to the bit, as a training without interruption.
 *
 * <p>The order of the images is not part of it, as it is a function of seed and epoch.
 *
 * @param epoch the running epoch, or the next one if no batch of it has run; 0-based
 * @param batch how many batches of the epoch have run
 * @param meter the sums of the running epoch
 * @param history the epochs that have ended, in order
 * @param stopReason why the training was asked to end early; null if it was not
 * @param random of the thread that trains
 * @param listeners class and number of a {@link StatefulListener} to its state
 */
public record TrainingState(
    int epoch,
    int batch,
    Meter meter,
    List<EpochLogs> history,
    @Nullable String stopReason,
    RandomState random,
    Map<String, ListenerState> listeners) {

  /**
   * The sums of an epoch so far.
   *
   * @param lossSum of the batches' mean losses, each times the size of its batch
   * @param correct images that were right
   * @param images images that were seen; also the position within the epoch's order
   * @param seconds of work on this epoch
   */
  public record Meter(double lossSum, long correct, long images, double seconds) {
    /** The sums before the first batch. */
    public static final Meter EMPTY = new Meter(0, 0, 0, 0);

    /** {@return the sums with one more batch, weighted by its size, as Keras's metrics are} */
    Meter plus(double batchLoss, int batchCorrect, int batchSize) {
      return new Meter(
          lossSum + batchLoss * batchSize, correct + batchCorrect, images + batchSize, seconds);
    }

    /** {@return the mean loss; NaN before the first batch} */
    double loss() {
      return lossSum / images;
    }

    /** {@return the share of right images; NaN before the first batch} */
    double accuracy() {
      return (double) correct / images;
    }

    Meter after(double secondsOfWork) {
      return new Meter(lossSum, correct, images, secondsOfWork);
    }

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if there are more right images than images, or a count is
     *     negative
     */
    public Meter {
      if (correct < 0 || images < correct || !(seconds >= 0)) {
        throw new IllegalArgumentException(
            "the sums of an epoch must be 0 or more, found %s right of %s images in %s s"
                .formatted(correct, images, seconds));
      }
    }
  }

  /**
   * The state of ND4J's random generator, from which DL4J's own layers draw dropout. ND4J has one
   * per thread. (The accelerated engine's dropout is a function of seed, layer, iteration and row:
   * it needs no state.)
   *
   * @param root the generator's first word
   * @param node the second
   */
  public record RandomState(long root, long node) {
    /** {@return the state of this thread's generator} */
    public static RandomState current() {
      Random random = Nd4j.getRandom();
      return new RandomState(random.rootState(), random.nodeState());
    }

    /** Sets this thread's generator. */
    public void restore() {
      Nd4j.getRandom().setStates(root, node);
    }
  }

  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if a count is negative, or the sums don't belong to the batch
   */
  public TrainingState {
    if (epoch < 0 || batch < 0 || (batch == 0) != (meter.images() == 0)) {
      throw new IllegalArgumentException(
          "a training's state must have an epoch and a batch of 0 or more and fitting sums, found epoch %s, batch %s, %s images"
              .formatted(epoch, batch, meter.images()));
    }
    history = List.copyOf(history);
    listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    if (random == null) {
      throw new IllegalArgumentException("a training's state must have a random state, found none");
    }
  }

  /** {@return why the training was asked to end early; empty if it was not} */
  public Optional<String> stopped() {
    return Optional.ofNullable(stopReason);
  }

  /**
   * {@return the same without the request to stop, so that a training that ended early can be
   * resumed}
   */
  public TrainingState withoutStop() {
    return new TrainingState(epoch, batch, meter, history, null, random, listeners);
  }

  /** {@return the epoch that the training began with, 0-based} */
  public int initialEpoch() {
    return history.isEmpty() ? epoch : history.get(0).epoch();
  }
}
