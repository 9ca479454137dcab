package recipe4j.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.LossCurvePlot;
import recipe4j.train.TrainingRun;

/**
 * Draws the loss curve into a PNG after every epoch, as the recipe asks.
 *
 * <pre>{@code
 * Training.of(net).epochs(10)
 *     .listeners(new LossCurvePlotListener(Path.of("loss-curve.png")))
 *     .fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the end of every epoch, after the validation. In a resumed training the epochs
 * before the interruption are drawn, too.
 */
public final class LossCurvePlotListener extends EpochListener {
  private final Path file;
  private final List<EpochLogs> epochs = new ArrayList<>();

  /**
   * Draws into a file, which is replaced after every epoch.
   *
   * @param file the PNG
   */
  public LossCurvePlotListener(Path file) {
    this.file = file;
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    epochs.clear();
    epochs.addAll(run.past().epochs());
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    epochs.add(logs);
    try {
      LossCurvePlot.write(new History(epochs), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
