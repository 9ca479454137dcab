package recipe4j.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import recipe4j.io.Folders;
import recipe4j.io.WriteFailure;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;
import recipe4j.train.history.HistoryTable;

/**
 * A line of CSV per epoch, flushed at once: Keras's CSVLogger (keras/src/callbacks/csv_logger.py).
 * A header, then the 0-based epoch and the metrics in full precision, sorted by name.
 *
 * <pre>{@code
 * CsvListener log = new CsvListener(Path.of("history.csv"), false);
 * Training.of(net).epochs(10).listeners(log).fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of the training (empties the file, unless it appends), at the end of every
 * epoch, after the validation.
 *
 * <p>In a resumed training the file is written anew, with the epochs before the interruption; one
 * that is appended to is cut back to its length at the backup.
 *
 * <p>Other than in Keras, learning_rate is always there, lines end in a line feed alone, and
 * without validation there are no val_ columns, which Keras fills with NA.
 */
public final class CsvListener extends EpochListener implements StatefulListener {
  private final Path file;
  private final String separator;
  private final boolean append;
  private final StringBuilder written = new StringBuilder();

  /**
   * Starts a new file, or appends to an old one.
   *
   * @param file where to write
   * @param append whether to keep what is there, header included
   */
  public CsvListener(Path file, boolean append) {
    this(file, ',', append);
  }

  /**
   * Writes with another separator than a comma.
   *
   * @param file where to write
   * @param separator between two values: a tab, a semicolon or the like
   * @param append whether to keep what is there, header included
   * @throws IllegalArgumentException if the separator can be part of a value
   */
  public CsvListener(Path file, char separator, boolean append) {
    if (Character.isLetterOrDigit(separator) || "+-._\"\r\n".indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "a separator must not be part of a name or a number, found '%s'; take ',', ';' or a tab"
              .formatted(separator));
    }
    this.file = file;
    this.separator = String.valueOf(separator);
    this.append = append;
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    written.setLength(0);
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Folders.create(file.toAbsolutePath().getParent());
      }
      if (!append || !Files.exists(file)) {
        Files.writeString(file, "");
        run.past().epochs().forEach(logs -> onEpochLogs(logs, run));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    Map<String, Double> sorted = new TreeMap<>(logs.byName());
    String line = HistoryTable.csvLine(separator, logs.epoch(), sorted.values());
    try {
      restoreIfRemoved();
      String added =
          Files.size(file) == 0 ? HistoryTable.csvHeader(separator, sorted.keySet()) + line : line;
      AppendedFile.append(file, added);
      written.append(added);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes what this training has written so far again, if the file was removed meanwhile. */
  private void restoreIfRemoved() throws IOException {
    if (!Files.exists(file)) {
      AppendedFile.append(file, written.toString());
    }
  }

  @Override
  public ListenerState state() {
    try {
      restoreIfRemoved();
      return new ListenerState(Map.of("bytes", Files.size(file)));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void restore(ListenerState state, TrainingRun run) {
    if (!append) {
      return; // onTrainingStart has written it anew
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, (long) state.number("bytes")));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    IOException explained = WriteFailure.explain(file, written.length(), e);
    return new UncheckedIOException(explained.getMessage(), explained);
  }
}
