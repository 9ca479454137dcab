package recipe4j.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recipe4j.io.WriteFailure;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;

/**
 * Curves for TensorBoard, laid out as by Keras's TensorBoard callback
 * (keras/src/callbacks/tensorboard.py). Neither TensorFlow nor Python is needed to write them.
 *
 * <pre>{@code
 * Training.of(net).epochs(10).listeners(new TensorBoardListener(Path.of("logs"))).fit(dataset);
 * // then: tensorboard --logdir logs
 * }</pre>
 *
 * <p>Fires: at the start of the training (starts new files; old ones stay, and show as well; a
 * resumed training cuts its files back to their length at the backup, so that no point comes
 * twice), at the end of every epoch, after the validation, and with {@link #alsoEveryBatches} after
 * batches.
 *
 * <p>{@code train/} gets epoch_accuracy, epoch_loss and epoch_learning_rate; {@code validation/}
 * epoch_accuracy and epoch_loss, by 0-based epoch, and evaluation_accuracy_vs_iterations and
 * evaluation_loss_vs_iterations by the number of updates. The graph, histograms, images and
 * profiles are not written.
 */
public final class TensorBoardListener extends EpochListener implements StatefulListener {
  private final Path folder;
  private final InstantSource clock;
  private int everyBatches;
  private @Nullable EventFile train;
  private @Nullable EventFile validation;
  private long batches;

  /**
   * Writes the metrics of every epoch.
   *
   * @param folder Keras's {@code log_dir}; made if it is missing
   */
  public TensorBoardListener(Path folder) {
    this(folder, InstantSource.system());
  }

  /** With another clock for the times of the events, for tests. */
  TensorBoardListener(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Writes batch_accuracy and batch_loss, the running means of the epoch, too: Keras's {@code
   * update_freq}. The metrics of the epochs are all written nonetheless, where Keras leaves out
   * those of an epoch that ends between two such batches.
   *
   * @param batches between two points, counted on over epochs from 1; at least 1
   * @return this
   * @throws IllegalArgumentException if it is below 1
   */
  public TensorBoardListener alsoEveryBatches(int batches) {
    everyBatches = Require.atLeast(1, batches, "batches between two points");
    return this;
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    batches = 0;
    try {
      train = EventFile.create(folder.resolve("train"), clock);
      validation = run.validated() ? EventFile.create(folder.resolve("validation"), clock) : null;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void onBatchLogs(BatchLogs logs, TrainingRun run) {
    batches++;
    if (everyBatches == 0 || batches % everyBatches != 0) {
      return;
    }
    try {
      for (Map.Entry<String, Double> metric : logs.byName().entrySet()) {
        begun(train).scalar("batch_" + metric.getKey(), metric.getValue(), batches);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    try {
      for (Map.Entry<String, Double> metric : logs.byName().entrySet()) {
        String name = metric.getKey();
        if (name.startsWith("val_")) {
          String metricName = name.substring("val_".length());
          long updates = run.network().getIterationCount();
          begun(validation)
              .scalar(
                  "evaluation_%s_vs_iterations".formatted(metricName), metric.getValue(), updates);
          begun(validation).scalar("epoch_" + metricName, metric.getValue(), logs.epoch());
        } else {
          begun(train).scalar("epoch_" + name, metric.getValue(), logs.epoch());
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public ListenerState state() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("batches", batches);
    try {
      put(values, "train", train);
      put(values, "validation", validation);
    } catch (IOException e) {
      throw failed(e);
    }
    return new ListenerState(values);
  }

  private static EventFile begun(@Nullable EventFile file) {
    return Objects.requireNonNull(file, "onTrainingStart makes the files");
  }

  private static void put(Map<String, Object> values, String part, @Nullable EventFile file)
      throws IOException {
    if (file != null) {
      values.put(part, file.name());
      values.put(part + "_bytes", file.size());
    }
  }

  @Override
  public void restore(ListenerState state, TrainingRun run) {
    batches = (long) state.number("batches");
    try {
      train = reopened(state, "train", begun(train));
      validation = validation == null ? null : reopened(state, "validation", validation);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The file that was written before the interruption; the new one, if that is gone. */
  private EventFile reopened(ListenerState state, String part, EventFile started)
      throws IOException {
    if (!state.has(part)) {
      return started;
    }
    Optional<EventFile> before =
        EventFile.reopen(
            folder.resolve(part), state.text(part), (long) state.number(part + "_bytes"), clock);
    if (before.isPresent()) {
      started.delete();
    }
    return before.orElse(started);
  }

  private UncheckedIOException failed(IOException e) {
    IOException explained = WriteFailure.explain(folder.resolve("train"), 0, e);
    return new UncheckedIOException(explained.getMessage(), explained);
  }
}
