package recipe4j.train;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.model.NetworkShape;

/**
 * Keras's {@code fit} for a DL4J network.
 *
 * <pre>{@code
 * History history = Training.of(net).epochs(10).batchSize(128).fit(dataset);
 * }</pre>
 *
 * <p>The network is trained by DL4J's own {@code fit}, one call per epoch. Its listeners stay and
 * are called as ever. One instance serves one thread; {@link #fit} may be called again.
 */
public final class Training {
  private final MultiLayerNetwork net;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private int epochs = 1;
  private int initialEpoch;
  private int batchSize = 32;
  private long seed = 1;
  private int verbose = 1;
  private PrintStream console = System.err;
  private boolean terminal;
  private ISchedule schedule;

  private Training(MultiLayerNetwork net) {
    this.net = net;
  }

  /**
   * Starts with Keras's defaults: 1 epoch, batches of 32, verbose 1.
   *
   * @param net an initialised network, trained in place
   * @return a training to be described further
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
   * Learning rate from now on; without it the network keeps its own.
   *
   * @param value by 0-based epoch or iteration
   * @return this
   */
  public Training schedule(ISchedule value) {
    schedule = value;
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
   * Trains.
   *
   * @param dataset training images, and validation images if there are any
   * @return the figures of every epoch that ended
   * @throws IllegalArgumentException if the images don't fit the network, or there is no epoch to
   *     run
   */
  public History fit(ImageDataset dataset) {
    NetworkShape.check(net, dataset.shape());
    if (initialEpoch >= epochs) {
      throw new IllegalArgumentException(
          "initial epoch must be below epochs (%d), found %d".formatted(epochs, initialEpoch));
    }
    if (schedule != null) {
      net.setLearningRate(schedule);
    }
    net.setEpochCount(initialEpoch);
    LabelledImages held = dataset.validation();
    ImageBatches batches = ImageBatches.shuffled(dataset.train(), batchSize, seed).preparingAhead();
    boolean validated = held.count() > 0;
    TrainingRun run =
        new TrainingRun(net, initialEpoch, epochs, batchSize, batches.batchesPerEpoch(), validated);
    HistoryListener history =
        new HistoryListener(
            run, validated ? ImageBatches.inOrder(held, batchSize).preparingAhead() : null);
    Collection<TrainingListener> before = List.copyOf(net.getListeners());
    net.setListeners(all(history, before));
    try {
      epochListeners().forEach(listener -> listener.onTrainingStart(run));
      for (int epoch = initialEpoch; epoch < epochs && run.stopReason().isEmpty(); epoch++) {
        batches.startEpoch(epoch);
        net.fit(new StoppableBatches(batches, run, history::onBatchStart));
      }
      epochListeners().forEach(listener -> listener.onTrainingEnd(history.history(), run));
    } finally {
      net.setListeners(before);
    }
    return history.history();
  }

  /** The history first: the others ask it, or are told by it. */
  private List<TrainingListener> all(HistoryListener history, Collection<TrainingListener> before) {
    List<TrainingListener> all = new ArrayList<>();
    all.add(history);
    if (verbose > 0) {
      all.add(new ProgressListener(history, console, verbose == 1 && terminal, verbose));
    }
    all.addAll(before);
    all.addAll(listeners);
    return all;
  }

  private List<EpochListener> epochListeners() {
    return net.getListeners().stream()
        .filter(EpochListener.class::isInstance)
        .map(EpochListener.class::cast)
        .toList();
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, found %d".formatted(name, least, value));
    }
    return value;
  }
}
