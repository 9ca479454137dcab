package notebooks;

import java.io.IOException;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.model.Predictor;
import recipe4j.train.Training;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.TemperatureTable;

/** Section 1.5 of the recipe: how sure is the model? */
public final class Temperature {
  private Temperature() {}

  /**
   * Runs the section.
   *
   * @param args epochs (3), dataset (auto)
   * @throws IOException if the images can't be read
   */
  public static void main(String[] args) throws IOException {
    ImageDataset mnist = Cell.dataset(args);
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);
    Training.of(net).epochs(Cell.epochs(args, 3)).batchSize(128).verbose(2).fit(mnist);

    // Step 1. The logits: what the last layer computes before its softmax. (The recipe's Python
    // passes model.predict, which is after the softmax; that is a mistake.)
    Logits logits = Predictor.of(net).logits(mnist.test().first(10));

    // Step 2. Divide them by a temperature, then take the softmax.
    Probabilities probabilities = logits.atTemperature(0.6);
    System.out.println("first test image at temperature 0.6:");
    for (int c = 0; c < probabilities.classes(); c++) {
      System.out.printf(Locale.ROOT, "  class %d: %.6f%n", c, probabilities.get(0, c));
    }

    // Small temperatures make the model certain, large ones undecided.
    System.out.print(TemperatureTable.of(logits).text());
  }
}
