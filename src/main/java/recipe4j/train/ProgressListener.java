package recipe4j.train;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Keras's progress bar (keras/src/utils/progbar.py): {@code Epoch 1/10}, then a bar that is redrawn
 * in place on a terminal, or one line when the epoch is over.
 *
 * <p>Fires: at the start of every epoch, at every batch (redraws at most every 50 ms, and only on a
 * terminal), at the end of every epoch.
 */
final class ProgressListener extends EpochListener {
  private static final int WIDTH = 20;
  private static final long REDRAW_NANOS = 50_000_000;
  private static final String GREEN = "\u001b[32m";
  private static final String GREY = "\u001b[37m";
  private static final String PLAIN = "\u001b[0m";
  private static final String TO_LINE_START = "\r\u001b[K";

  private final TrainingRun run;
  private final HistoryListener history;
  private final PrintStream out;
  private final boolean redraw;
  private final int verbose;
  private final int columns;
  private int step;
  private long started;
  private long drawn;

  ProgressListener(
      TrainingRun run,
      HistoryListener history,
      PrintStream out,
      boolean redraw,
      int verbose,
      int columns) {
    this.run = run;
    this.history = history;
    this.out = out;
    this.redraw = redraw;
    this.verbose = verbose;
    this.columns = columns;
  }

  @Override
  public void onEpochStart(Model model) {
    step = history.batch();
    started = System.nanoTime();
    drawn = started;
    out.println("Epoch " + (epochOf(model) + 1) + "/" + run.epochs());
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    step++;
    long now = System.nanoTime();
    if (!redraw || now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double perStep = (now - started) / 1e9 / step;
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("accuracy", history.meter().accuracy());
    logs.put("loss", history.meter().loss());
    // only one line can be redrawn: a narrow terminal gets a shorter bar, then less text
    double left = perStep * (run.stepsPerEpoch() - step);
    String rest = line("", left, perStep, logs);
    int room = Math.max(0, Math.min(WIDTH, columns - 2 - rest.length()));
    out.print(
        TO_LINE_START
            + (room > 0
                ? line(bar(step, room), left, perStep, logs)
                : rest.substring(0, Math.min(rest.length(), columns - 1))));
    out.flush();
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun ended) {
    double perStep = logs.seconds() / Math.max(1, step);
    String bar = verbose == 2 ? " -" : bar(step, WIDTH);
    out.println((redraw ? TO_LINE_START : "") + line(bar, logs.seconds(), perStep, logs.byName()));
  }

  @Override
  public void onTrainingEnd(History all, TrainingRun ended) {
    ended.stopReason().ifPresent(reason -> out.println("Stopped: " + reason));
  }

  private String line(String bar, double seconds, double perStep, Map<String, Double> logs) {
    String separator = verbose == 2 ? " - " : " ";
    return step
        + "/"
        + run.stepsPerEpoch()
        + bar
        + " "
        + duration(seconds)
        + separator
        + perStep(perStep)
        + " - "
        + logs(logs);
  }

  private String bar(int done, int width) {
    if (!redraw) {
      return " " + "━".repeat(width);
    }
    int filled = (int) ((long) width * done / run.stepsPerEpoch());
    return " " + GREEN + "━".repeat(filled) + GREY + "━".repeat(width - filled) + PLAIN;
  }

  private static int epochOf(Model model) {
    return ((MultiLayerNetwork) model).getEpochCount();
  }

  /** The metrics as text: accuracy: 0.9123 - loss: 0.2891. */
  private static String logs(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .map(e -> e.getKey() + ": " + number(e.getValue()))
        .collect(Collectors.joining(" - "));
  }

  /** A number with four decimals from 1e-3 up, else scientific. */
  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1e-3 ? "%.4f" : "%.4e", value);
  }

  /** A duration in whole seconds, or minutes and hours beyond one minute. */
  private static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s >= 3600) {
      return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
    }
    return s >= 60 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60) : s + "s";
  }

  /** Time per step in the unit that suits. */
  private static String perStep(double seconds) {
    if (seconds >= 1) {
      return Math.round(seconds) + "s/step";
    }
    return seconds >= 1e-3
        ? Math.round(seconds * 1e3) + "ms/step"
        : Math.round(seconds * 1e6) + "us/step";
  }
}
