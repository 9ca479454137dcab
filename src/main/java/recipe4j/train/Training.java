package recipe4j.train;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.data.ImageDataset;
import recipe4j.data.Shuffle;
import recipe4j.engine.Engines;
import recipe4j.model.NetworkShape;
import recipe4j.model.TrainableNetwork;

/**
 * Keras's {@code fit} for a DL4J network: its options, with Keras's names and defaults.
 *
 * <pre>{@code
 * History history = Training.of(net).epochs(10).batchSize(128).fit(dataset);
 * }</pre>
 *
 * <p>The network is trained by DL4J's own {@code fit}, one call per epoch. Its listeners stay and
 * are called as ever. One instance serves one thread; {@link #fit} may be called again.
 */
public final class Training {
  final MultiLayerNetwork net;
  final List<TrainingListener> listeners = new ArrayList<>();
  int epochs = 1;
  int initialEpoch;
  int batchSize = 32;
  long seed = 1;
  Shuffle shuffle = Shuffle.EVERY_EPOCH;
  int verbose = 1;
  PrintStream console = System.err;
  boolean terminal;
  int columns = 80;
  LossWeights weights = LossWeights.NONE;
  @Nullable ISchedule schedule;
  @Nullable TrainingState state;
  @Nullable TrainingBackup backup;
  int backupEvery;
  volatile boolean interrupted;

  private Training(MultiLayerNetwork net) {
    this.net = Engines.stable(net);
  }

  /**
   * Starts with Keras's defaults: 1 epoch, batches of 32, verbose 1.
   *
   * @param net an initialised network, trained in place
   * @return options to change
   * @throws IllegalArgumentException if the network has no parameters yet
   */
  public static Training of(MultiLayerNetwork net) {
    if (!net.isInitCalled()) {
      throw new IllegalArgumentException(
          "a network must be initialised before it is trained; call init() first");
    }
    return new Training(net);
  }

  /**
   * The epoch to stop before; with {@link #initialEpoch} 0, the number of epochs.
   *
   * @param value at least 1
   * @return this
   * @throws IllegalArgumentException if it is below 1
   */
  public Training epochs(int value) {
    epochs = atLeast(1, value, "epochs");
    return this;
  }

  /**
   * The epoch to start at, as when a training is continued: schedules and the order of the images
   * start there.
   *
   * @param value 0-based, below {@link #epochs}
   * @return this
   * @throws IllegalArgumentException if it is negative
   */
  public Training initialEpoch(int value) {
    initialEpoch = atLeast(0, value, "initial epoch");
    return this;
  }

  /**
   * Images per update; what is left over makes a last, smaller batch.
   *
   * @param value at least 1
   * @return this
   * @throws IllegalArgumentException if it is below 1
   */
  public Training batchSize(int value) {
    batchSize = atLeast(1, value, "batch size");
    return this;
  }

  /**
   * Seed of the order of the images. The weights have theirs from the network's configuration.
   *
   * @param value any number, 0 included
   * @return this
   */
  public Training seed(long value) {
    seed = value;
    return this;
  }

  /**
   * When the training images are put into a new order.
   *
   * @param value by default every epoch
   * @return this
   */
  public Training shuffle(Shuffle value) {
    shuffle = value;
    return this;
  }

  /**
   * Learning rate from the next {@link #fit} on; without it the network keeps its own.
   *
   * @param value by 0-based epoch or iteration
   * @return this
   */
  public Training schedule(ISchedule value) {
    schedule = value;
    return this;
  }

  /**
   * Factors of the images' losses, by default 1: Keras's {@code class_weight} or {@code
   * sample_weight}. A batch's loss is still divided by the number of its images; the accuracy stays
   * as it is.
   *
   * @param value by class or by image
   * @return this
   */
  public Training weights(LossWeights value) {
    weights = value;
    return this;
  }

  /**
   * How much is printed: 0 nothing, 1 Keras's progress bar, 2 a line per epoch.
   *
   * @param value 0, 1 or 2
   * @return this
   * @throws IllegalArgumentException if it is anything else
   */
  public Training verbose(int value) {
    if (value < 0 || value > 2) {
      throw new IllegalArgumentException("verbose must be 0, 1 or 2, found " + value);
    }
    verbose = value;
    return this;
  }

  /**
   * Where progress is printed.
   *
   * @param stream by default System.err
   * @param isTerminal whether a bar may be redrawn in place; if not, verbose 1 prints a line per
   *     epoch
   * @return this
   */
  public Training console(PrintStream stream, boolean isTerminal) {
    console = stream;
    terminal = isTerminal;
    return this;
  }

  /**
   * Where progress is printed, and how wide it is there.
   *
   * @param stream by default System.err
   * @param isTerminal whether a bar may be redrawn in place
   * @param width characters that a line of the terminal holds, by default 80; a bar that is redrawn
   *     is cut to fewer, as one of two lines can't be redrawn
   * @return this
   * @throws IllegalArgumentException if the width is below 1
   */
  public Training console(PrintStream stream, boolean isTerminal, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("the width must be at least 1, found " + width);
    }
    columns = width;
    return console(stream, isTerminal);
  }

  /**
   * Further listeners for this training; those that the network has already stay.
   *
   * @param added called in this order
   * @return this
   */
  public Training listeners(TrainingListener... added) {
    listeners.addAll(Arrays.asList(added));
    return this;
  }

  /**
   * Saves the state at the start, at the end of every epoch, and when {@link #interrupt} ends the
   * training.
   *
   * @param target saves it
   * @param everyBatches also after every so many batches of an epoch; 0 for none
   * @return this
   * @throws IllegalArgumentException if the number is negative
   */
  public Training backup(TrainingBackup target, int everyBatches) {
    backup = target;
    backupEvery = atLeast(0, everyBatches, "batches between two backups");
    return this;
  }

  /**
   * Resumes from a state, in place of {@link #initialEpoch}. The network must be the one that was
   * saved with it; with the same listeners, images, seed, shuffling and batch size the result is
   * the same to the bit as without the interruption.
   *
   * @param from what a {@link TrainingBackup} was given
   * @return this
   */
  public Training resume(TrainingState from) {
    state = from;
    return this;
  }

  /**
   * Asks a {@link #fit} that runs in another thread to end after the running batch, without the
   * validation of its epoch; a validation that has begun is finished. The backup, if there is one,
   * then has the state. May be called from a signal handler.
   */
  public void interrupt() {
    interrupted = true;
  }

  /**
   * Trains.
   *
   * @param dataset training images, and validation images if there are any
   * @return the logs of every epoch that ended, those before an interruption included
   * @throws IllegalArgumentException if the images don't fit the network or the weights, DL4J can't
   *     train it, a batch can't fit the memory, there is no epoch to run, or the state to resume
   *     from is not one of this training
   * @throws TrainingInterruptedException after {@link #interrupt}
   * @throws UncheckedIOException if a backup can't be written
   */
  public History fit(ImageDataset dataset) {
    NetworkShape.check(net, dataset.shape());
    TrainableNetwork.check(net);
    weights.check(net, dataset);
    BatchMemory.check(net, dataset.shape(), Math.min(batchSize, dataset.train().count()));
    try {
      return new TrainingLoop(this, dataset).run();
    } finally {
      interrupted = false;
    }
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, found %s".formatted(name, least, value));
    }
    return value;
  }
}
