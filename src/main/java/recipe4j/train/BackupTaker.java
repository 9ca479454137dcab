package recipe4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Takes the state of a training between two batches, hands it to the backup, and ends the training
 * when that was asked for. DL4J counts a batch and an epoch only after its listeners; here both are
 * counted.
 */
final class BackupTaker {
  private final TrainingRun run;
  private final HistoryListener history;
  private final TrainingBackup backup;
  private final int everyBatches;
  private final BooleanSupplier interrupted;
  private int seen;

  /** Without backups if the backup is null; only between epochs if everyBatches is 0. */
  BackupTaker(
      TrainingRun run,
      HistoryListener history,
      TrainingBackup backup,
      int everyBatches,
      BooleanSupplier interrupted) {
    this.run = run;
    this.history = history;
    this.backup = backup;
    this.everyBatches = everyBatches;
    this.interrupted = interrupted;
  }

  /** Before an epoch, of which some batches may have run already. */
  void beforeEpoch(int batch) {
    seen = batch;
  }

  /** May be called several times between the same two batches. */
  void betweenBatches() {
    int done = history.batch();
    if (done == seen) {
      return;
    }
    seen = done;
    int epoch = run.network().getEpochCount();
    boolean asked = interrupted.getAsBoolean();
    if (asked || (everyBatches > 0 && done % everyBatches == 0 && done < run.stepsPerEpoch())) {
      save(epoch, done);
    }
    if (asked) {
      throw new TrainingInterruptedException(epoch, done, backup != null);
    }
  }

  /** After the validation of an epoch. */
  void afterEpoch(int epoch) {
    save(epoch + 1, 0);
    if (interrupted.getAsBoolean()) {
      throw new TrainingInterruptedException(epoch, history.batch(), backup != null);
    }
  }

  /** Not once the training has diverged: the last backup that can be gone on from shall stay. */
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
            RandomState.current(),
            states(run.network()));
    try {
      backup.save(run.network(), state);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** A finite loss is not enough: its gradient may have been too large. */
  private boolean diverged() {
    EpochMeter meter = history.meter();
    boolean lost = meter.images() > 0 && !Double.isFinite(meter.loss());
    return lost || !Double.isFinite(run.network().params().sumNumber().doubleValue());
  }

  private static Map<String, ListenerState> states(MultiLayerNetwork net) {
    Map<String, ListenerState> states = new LinkedHashMap<>();
    forEach(net, (name, listener) -> states.put(name, listener.state()));
    return states;
  }

  /** A listener that was not there when the state was taken begins afresh. */
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

  /** What is done with a listener under its name: the class, and which one of it, from 0. */
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
