package recipe4j.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line of CSV per epoch, flushed at once, as Keras's CSVLogger: a header, then the 0-based epoch
 * and the figures in full precision, sorted by name.
 *
 * <p>Fires: at the start of the training (opens the file), at the end of every epoch, at the end of
 * the training (closes it).
 */
public final class CsvListener extends EpochListener {
  private final Path file;
  private final boolean append;

  /**
   * Starts a new file, or goes on with an old one.
   *
   * @param file where to write
   * @param append whether to keep what is there, header included
   */
  public CsvListener(Path file, boolean append) {
    this.file = file;
    this.append = append;
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      if (!append || !Files.exists(file)) {
        Files.writeString(file, "");
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    Map<String, Double> figures = new java.util.TreeMap<>(logs.byName());
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
      if (Files.size(file) == 0) {
        out.write("epoch," + String.join(",", figures.keySet()) + "\n");
      }
      String values =
          figures.values().stream().map(String::valueOf).collect(Collectors.joining(","));
      out.write(logs.epoch() + "," + values + "\n");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "cannot write the log %s; choose another place".formatted(file), e);
  }
}
