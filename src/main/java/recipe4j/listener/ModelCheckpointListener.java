package recipe4j.listener;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;

/**
 * Saves the model during the training, always or only when it is the best so far: Keras's
 * ModelCheckpoint (keras/src/callbacks/model_checkpoint.py).
 *
 * <pre>{@code
 * ModelCheckpointListener best =
 *     ModelCheckpointListener.builder("model-{epoch:02d}-{val_loss:.4f}.zip").saveBestOnly(true).build();
 * Training.of(net).epochs(10).listeners(best).fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of the training (checks names and monitor), at the end of every epoch,
 * after the validation; with {@link Builder#saveFreq}, after every so many batches instead.
 *
 * <p>The file name is a pattern as in Keras: {@code {epoch}} counts from 1, {@code {batch}}, if
 * batches are saved, from 1 too, and every metric has its name; {@code :02d}, {@code :.4f}, {@code
 * :.2e} and {@code :.1%} format as in Python. Its ending decides what is written: {@code .zip}
 * DL4J's model file with the updater's state, {@code .keras} and {@code .h5} a model for Keras,
 * {@code .weights.h5} only weights (Keras's {@code save_weights_only}). A file is whole or not
 * there; missing folders are made. The counts in it are those after the epoch or batch, so that
 * {@code initialEpoch(net.getEpochCount())} continues from a checkpoint.
 *
 * <p>The best value is kept over several trainings, as in Keras. Values that are NaN are never
 * better, but a first one of NaN stays the best for good.
 */
public final class ModelCheckpointListener extends EpochListener implements StatefulListener {
  private final FileNamePattern pattern;
  private final @Nullable Monitor monitor;
  private final int saveFreq;
  private final Map<String, Map<String, Object>> sections;
  private final @Nullable PrintStream out;
  private @Nullable Double best;
  private int batchesSinceSaving;

  private ModelCheckpointListener(Builder options) {
    pattern = options.pattern;
    monitor = options.saveBestOnly ? options.watching(0) : null;
    saveFreq = options.saveFreq;
    sections = options.sections;
    out = options.out();
    best = options.initialValueThreshold;
  }

  /**
   * Files that are there already and that a checkpoint may replace.
   *
   * @param pattern name of the file, with or without {@code {epoch}} and the like
   * @return files whose names have numbers where the pattern has fields, sorted
   * @throws IOException if the folder can't be read
   * @throws IllegalArgumentException if the pattern can't be read
   */
  public static List<Path> existing(String pattern) throws IOException {
    return FileNamePattern.of(pattern).existing();
  }

  /**
   * Starts with Keras's defaults: every epoch is saved.
   *
   * @param pattern name of the file, with or without {@code {epoch}} and the like
   * @return options
   * @throws IllegalArgumentException if the pattern can't be read, or the ending is not known
   */
  public static Builder builder(String pattern) {
    return new Builder(pattern);
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    Set<String> metrics =
        saveFreq > 0 ? new BatchLogs(0, 0, 0, 0).byName().keySet() : run.metrics();
    if (monitor != null) {
      monitor.requireIn(metrics);
    }
    List<String> names =
        new ArrayList<>(saveFreq > 0 ? List.of("epoch", "batch") : List.of("epoch"));
    names.addAll(metrics);
    pattern.requireNamesIn(names);
  }

  @Override
  public void onBatchLogs(BatchLogs logs, TrainingRun run) {
    if (saveFreq > 0 && ++batchesSinceSaving >= saveFreq) {
      batchesSinceSaving = 0;
      Map<String, Number> names = new LinkedHashMap<>(logs.byName());
      names.put("epoch", logs.epoch() + 1);
      names.put("batch", logs.batch() + 1);
      save(run, names, 0, 1);
    }
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    if (saveFreq == 0) {
      Map<String, Number> names = new LinkedHashMap<>(logs.byName());
      names.put("epoch", logs.epoch() + 1);
      save(run, names, 1, 0);
    }
  }

  private void save(TrainingRun run, Map<String, Number> names, int epochs, int iterations) {
    if (monitor != null) {
      double value = monitor.valueIn(names);
      if (!monitor.improves(value, best)) {
        return;
      }
      best = value;
    }
    Path file = Path.of(pattern.format(names));
    try {
      Checkpoint.write(file, run.network(), sections, epochs, iterations);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (out != null) {
      out.printf("Epoch %s: saved %s%n", names.get("epoch"), file);
    }
  }

  @Override
  public ListenerState state() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("batches_since_saving", batchesSinceSaving);
    if (best != null) {
      values.put("best", best);
    }
    return new ListenerState(values);
  }

  @Override
  public void restore(ListenerState state, TrainingRun run) {
    batchesSinceSaving = state.whole("batches_since_saving");
    best = state.has("best") ? Double.valueOf(state.number("best")) : null;
  }

  /** Options, with Keras's names and defaults. */
  public static final class Builder extends MonitorOptions<Builder> {
    private final FileNamePattern pattern;
    private boolean saveBestOnly;
    private int saveFreq;
    private @Nullable Double initialValueThreshold;
    private Map<String, Map<String, Object>> sections = Map.of();

    private Builder(String pattern) {
      this.pattern = FileNamePattern.of(pattern);
      Checkpoint.requireKnownEnding(pattern);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Whether only a model better than all before is saved; Keras's {@code save_best_only}.
     *
     * @param value by default false
     * @return this
     */
    public Builder saveBestOnly(boolean value) {
      saveBestOnly = value;
      return this;
    }

    /**
     * Batches between two savings, counted on over epochs; Keras's {@code save_freq}.
     *
     * @param batches at least 1; by default a model is saved at the end of every epoch instead
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder saveFreq(int batches) {
      saveFreq = Require.atLeast(1, batches, "save frequency");
      return this;
    }

    /**
     * What the first best must beat; Keras's {@code initial_value_threshold}.
     *
     * @param value by default the first model is the best so far
     * @return this
     */
    public Builder initialValueThreshold(double value) {
      initialValueThreshold = value;
      return this;
    }

    /**
     * What is kept beside the network in a {@code .zip}.
     *
     * @param values as in {@link recipe4j.model.ModelFile#save}; by default nothing
     * @return this
     */
    public Builder sections(Map<String, Map<String, Object>> values) {
      sections = new TreeMap<>(values);
      return this;
    }

    /**
     * Makes the listener.
     *
     * @return a listener; it may serve several trainings, one after the other
     * @throws IllegalArgumentException if only the best are saved and mode AUTO can't tell the
     *     direction of the metric
     */
    public ModelCheckpointListener build() {
      return new ModelCheckpointListener(this);
    }
  }
}
