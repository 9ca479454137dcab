package notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.listener.PeriodicLossListener;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.Predictor;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Training;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.TemperatureTable;

/** The whole recipe on one screen. */
public final class WholeRecipe {
  private WholeRecipe() {}

  /**
   * Runs the recipe.
   *
   * @param args epochs (30), dataset (auto)
   * @throws IOException if the images can't be read or the model can't be written
   */
  public static void main(String[] args) throws IOException {
    ImageDataset mnist = Cell.dataset(args);
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);

    History history =
        Training.of(net)
            .epochs(Cell.epochs(args, 30))
            .batchSize(128)
            .schedule(PiecewiseSchedule.recipe())
            .listeners(new PeriodicLossListener(10))
            .fit(mnist);
    System.out.println("last epoch: " + history.last());
    System.out.println("test " + Evaluation.of(net, mnist.test(), 128));

    Logits logits = Predictor.of(net).logits(mnist.test().first(10));
    System.out.print(TemperatureTable.of(logits).text());

    Path model = Path.of("target", "notebooks", "model.zip");
    ModelFile.save(model, net, Map.of());
    System.out.println("saved as " + model + "; DL4J's ModelSerializer reads it too");
  }
}
