package recipe4j.train;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;

/**
 * Keras's progress: {@code Epoch 1/10}, then a bar that is redrawn in place on a terminal, or one
 * line when the epoch is over.
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

  private final HistoryListener history;
  private final PrintStream out;
  private final boolean redraw;
  private final int verbose;
  private final int columns;
  private TrainingRun run;
  private int step;
  private long started;
  private long drawn;

  ProgressListener(
      HistoryListener history, PrintStream out, boolean redraw, int verbose, int columns) {
    this.history = history;
    this.out = out;
    this.redraw = redraw;
    this.verbose = verbose;
    this.columns = columns;
  }

  @Override
  public void onTrainingStart(TrainingRun started) {
    run = started;
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
    // one line, or it couldn't be redrawn: the bar gives way, then the end of the line
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
        + KerasFormat.duration(seconds)
        + separator
        + KerasFormat.perStep(perStep)
        + " - "
        + KerasFormat.logs(logs);
  }

  private String bar(int done, int width) {
    if (!redraw) {
      return " " + "━".repeat(width);
    }
    int filled = (int) ((long) width * done / run.stepsPerEpoch());
    return " " + GREEN + "━".repeat(filled) + GREY + "━".repeat(width - filled) + PLAIN;
  }

  private static int epochOf(Model model) {
    return ((org.deeplearning4j.nn.multilayer.MultiLayerNetwork) model).getEpochCount();
  }
}
