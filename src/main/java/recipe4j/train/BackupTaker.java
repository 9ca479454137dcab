package recipe4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state of a training between two batches, hands it to the {@link TrainingBackup}, and
 * ends the training after {@link Training#interrupt}. DL4J counts a batch and an epoch only after
 * its listeners were called; the counts here include them.
 */
final class BackupTaker {
  private final TrainingRun run;
  private final HistoryListener history;
  private final @Nullable TrainingBackup backup;
  private final int everyBatches;
  private final BooleanSupplier interrupted;
  private int lastBatch;

  /** Takes no backups if the backup is null, and only those between epochs if everyBatches is 0. */
  BackupTaker(
      TrainingRun run,
      HistoryListener history,
      @Nullable TrainingBackup backup,
      int everyBatches,
      BooleanSupplier interrupted) {
    this.run = run;
    this.history = history;
    this.backup = backup;
    this.everyBatches = everyBatches;
    this.interrupted = interrupted;
  }

  /** Called before an epoch, of which some batches may have run already. */
  void beforeEpoch(int batch) {
    lastBatch = batch;
  }

  /** Called between two batches, perhaps several times. */
  void betweenBatches() {
    int done = history.batch();
    if (done == lastBatch) {
      return;
    }
    lastBatch = done;
    int epoch = run.network().getEpochCount();
    boolean asked = interrupted.getAsBoolean();
    if (asked || (everyBatches > 0 && done % everyBatches == 0 && done < run.stepsPerEpoch())) {
      save(epoch, done);
    }
    if (asked) {
      throw new TrainingInterruptedException(epoch, done, backup != null);
    }
  }

  /** Called after the validation of an epoch. */
  void afterEpoch(int epoch) {
    save(epoch + 1, 0);
    if (interrupted.getAsBoolean()) {
      throw new TrainingInterruptedException(epoch, history.batch(), backup != null);
    }
  }

  /** Saves the state, unless the training has diverged: then the last good backup stays. */
  void save(int epoch, int batch) {
    if (backup == null || diverged()) {
      return;
    }
    TrainingState state =
        new TrainingState(
            epoch,
            batch,
            batch == 0 ? TrainingState.Meter.EMPTY : history.sums(),
            history.history().epochs(),
            run.stopReason().orElse(null),
            TrainingState.RandomState.current(),
            states(run.network()));
    try {
      backup.save(run.network(), state);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Whether loss or parameters are not finite: with a finite loss the gradient may be too large.
   */
  private boolean diverged() {
    TrainingState.Meter meter = history.meter();
    boolean lost = meter.images() > 0 && !Double.isFinite(meter.loss());
    return lost || !Double.isFinite(run.network().params().sumNumber().doubleValue());
  }

  private static Map<String, ListenerState> states(MultiLayerNetwork net) {
    Map<String, ListenerState> states = new LinkedHashMap<>();
    forEach(net, (name, listener) -> states.put(name, listener.state()));
    return states;
  }

  /** Restores the listeners; one that was not there when the state was taken starts anew. */
  static void restore(TrainingState state, TrainingRun run) {
    forEach(
        run.network(),
        (name, listener) -> {
          ListenerState known = state.listeners().get(name);
          if (known != null) {
            listener.restore(known, run);
          }
        });
  }

  /**
   * Takes a listener under its name: its class, and its number among those of the class, from 0.
   */
  private interface Named {
    void accept(String name, StatefulListener listener);
  }

  private static void forEach(MultiLayerNetwork net, Named action) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TrainingListener listener : net.getListeners()) {
      if (listener instanceof StatefulListener stateful) {
        String type = listener.getClass().getName();
        int number = counts.merge(type, 1, Integer::sum) - 1;
        action.accept(type + "#" + number, stateful);
      }
    }
  }
}
