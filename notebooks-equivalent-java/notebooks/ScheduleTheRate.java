package notebooks;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.listener.LearningRateListener;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.History;
import recipe4j.train.Training;

/** Section 1.4 of the recipe: step the learning rate down by epoch. */
public final class ScheduleTheRate {
  private ScheduleTheRate() {}

  /**
   * Runs the section.
   *
   * @param args epochs (30), dataset (auto)
   * @throws IOException if the images can't be read
   */
  public static void main(String[] args) throws IOException {
    ImageDataset mnist = Cell.dataset(args);
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);

    // Step 1. The recipe's lr_schedule(epoch), epochs counted from 0. The same, by hand:
    PiecewiseSchedule byHand =
        PiecewiseSchedule.startingAt(1e-3)
            .from(6, 1e-4)
            .from(11, 1e-5)
            .from(16, 1e-6)
            .from(21, 5e-7);
    System.out.println("the recipe's schedule: " + PiecewiseSchedule.recipe());
    System.out.println("the same by hand: " + byHand.equals(PiecewiseSchedule.recipe()));

    // Step 2. Train with it. The listener prints the rate of every epoch, as the recipe does.
    History history =
        Training.of(net)
            .epochs(Cell.epochs(args, 30))
            .batchSize(128)
            .schedule(PiecewiseSchedule.recipe())
            .listeners(new LearningRateListener(true, System.out))
            .fit(mnist);

    System.out.println("learning rates: " + history.toMap().get("learning_rate"));
  }
}
