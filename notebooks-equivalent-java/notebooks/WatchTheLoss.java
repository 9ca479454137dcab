package notebooks;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.diagnosis.Diagnosis;
import recipe4j.listener.LossCurvePlotListener;
import recipe4j.listener.PeriodicLossListener;
import recipe4j.model.KerasCnn;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.LossCurvePlot;
import recipe4j.train.Training;
import recipe4j.train.TrainingRun;

/** Section 1.3 of the recipe: watch the loss fall. */
public final class WatchTheLoss {
  private WatchTheLoss() {}

  /** Step 1. The recipe's TestCallback, written by hand; PeriodicLossListener is the same. */
  private static final class TestCallback extends EpochListener {
    @Override
    public void onEpochLogs(EpochLogs logs, TrainingRun run) {
      if (logs.epoch() % 10 == 0) {
        System.out.println("my own callback: epoch = " + logs.epoch() + ", loss = " + logs.loss());
      }
    }
  }

  /**
   * Runs the section.
   *
   * @param args epochs (30), dataset (auto)
   * @throws IOException if the images can't be read
   */
  public static void main(String[] args) throws IOException {
    ImageDataset mnist = Cell.dataset(args);
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);

    // Step 2. Hand the callbacks to fit. The plot is redrawn after every epoch.
    Path plot = Path.of("target", "notebooks", "loss-curve.png");
    History history =
        Training.of(net)
            .epochs(Cell.epochs(args, 30))
            .batchSize(128)
            .listeners(
                new TestCallback(), new PeriodicLossListener(10), new LossCurvePlotListener(plot))
            .fit(mnist);

    // What the curve says.
    System.out.println(LossCurvePlot.text(history));
    System.out.println(Diagnosis.of(history));
    System.out.println("the same as a picture: " + plot);
  }
}
