package recipe4j.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.engine.Engines;

/** One {@link Training#fit}: its epochs, each a call of DL4J's own {@code fit}. */
final class TrainingLoop {
  private final Training options;
  private final MultiLayerNetwork net;
  private final int firstEpoch;
  private final ImageBatches batches;
  private final TrainingRun run;
  private final HistoryListener history;
  private final BackupTaker backups;

  /**
   * Prepares the loop; the network stays as it is.
   *
   * @throws IllegalArgumentException if there is no epoch to run
   */
  TrainingLoop(Training options, ImageDataset dataset) {
    this.options = options;
    net = options.net;
    firstEpoch = firstEpoch();
    batches =
        ImageBatches.of(dataset.train(), options.batchSize, options.shuffle, options.seed)
            .weighted(options.weights.of(dataset.train()))
            .preparingAhead();
    LabelledImages validation = dataset.validation();
    boolean validated = validation.count() > 0;
    run =
        new TrainingRun(
            net,
            options.state == null ? options.initialEpoch : options.state.initialEpoch(),
            options.epochs,
            options.batchSize,
            batches.batchesPerEpoch(),
            validated,
            Optional.ofNullable(options.state).map(before -> new History(before.history())));
    history =
        new HistoryListener(
            run,
            validated
                ? ImageBatches.inOrder(validation, options.batchSize)
                    .weighted(options.weights.ofValidation(dataset))
                    .preparingAhead()
                : null);
    backups =
        new BackupTaker(
            run, history, options.backup, options.backupEvery, () -> options.interrupted);
  }

  /** Trains; the network has its own listeners again afterwards. */
  History run() {
    if (options.schedule != null) {
      net.setLearningRate(options.schedule);
    }
    Engines.stable(net); // with the rate, DL4J has made a new updater
    net.setEpochCount(firstEpoch);
    net.clearLayerMaskArrays(); // DL4J keeps those of a call that failed
    Collection<TrainingListener> before = List.copyOf(net.getListeners());
    net.setListeners(listeners(before));
    try {
      epochListeners().forEach(listener -> listener.onTrainingStart(run));
      int batch = resume();
      backups.save(firstEpoch, batch);
      for (int epoch = firstEpoch; epoch < options.epochs && !isOver(batch); epoch++, batch = 0) {
        batches.startEpoch(epoch, batch == 0 ? 0 : history.meter().images());
        backups.beforeEpoch(batch);
        net.fit(new StoppableBatches(batches, run, history::onBatchStart, backups::betweenBatches));
        backups.afterEpoch(epoch);
      }
      epochListeners().forEach(listener -> listener.onTrainingEnd(history.history(), run));
    } finally {
      net.setListeners(before);
    }
    return history.history();
  }

  /** Whether a request to stop has ended it; an epoch that it cut short has yet to be validated. */
  private boolean isOver(int batch) {
    return run.stopReason().isPresent() && batch == 0;
  }

  private int firstEpoch() {
    TrainingState state = options.state;
    int epochs = options.epochs;
    if (state == null && options.initialEpoch >= epochs) {
      throw new IllegalArgumentException(
          "initial epoch must be below epochs (%s), found %s"
              .formatted(epochs, options.initialEpoch));
    }
    if (state != null
        && (state.epoch() > epochs || (state.epoch() == epochs && state.batch() > 0))) {
      throw new IllegalArgumentException(
          "epochs must be at least the %s that have begun already, found %s"
              .formatted(state.epoch() + (state.batch() > 0 ? 1 : 0), epochs));
    }
    return state == null ? options.initialEpoch : state.epoch();
  }

  /** Restores the state to resume from; returns how many batches of the first epoch have run. */
  private int resume() {
    TrainingState state = options.state;
    if (state == null) {
      return 0;
    }
    history.resume(state);
    BackupTaker.restore(state, run);
    state.stopped().ifPresent(run::stop);
    state.random().restore();
    return state.batch();
  }

  /** All listeners, the history first, as it calls the others. */
  private List<TrainingListener> listeners(Collection<TrainingListener> own) {
    List<TrainingListener> all = new ArrayList<>();
    all.add(history);
    if (options.verbose > 0) {
      boolean redraw = options.verbose == 1 && options.terminal;
      all.add(
          new ProgressListener(
              run, history, options.console, redraw, options.verbose, options.columns));
    }
    all.addAll(own);
    all.addAll(options.listeners);
    return all;
  }

  private List<EpochListener> epochListeners() {
    return net.getListeners().stream()
        .filter(EpochListener.class::isInstance)
        .map(EpochListener.class::cast)
        .toList();
  }
}
