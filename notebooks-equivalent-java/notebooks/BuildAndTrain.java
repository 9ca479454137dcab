package notebooks;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelSummary;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Training;

/** Section 1.2 of the recipe: build the network and train it. */
public final class BuildAndTrain {
  private BuildAndTrain() {}

  /**
   * Runs the section.
   *
   * @param args epochs (10), dataset (auto)
   * @throws IOException if the images can't be read
   */
  public static void main(String[] args) throws IOException {
    // Steps 1 and 2. The images: pixels v become v/255, labels become one-hot.
    ImageDataset mnist = Cell.dataset(args);

    // Step 3. The network: a plain DL4J MultiLayerNetwork.
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);
    System.out.println(ModelSummary.of(net));

    // Step 4. Train it: model.fit(x_train, y_train, epochs=10, batch_size=128,
    // validation_split=0.2)
    History history = Training.of(net).epochs(Cell.epochs(args, 10)).batchSize(128).fit(mnist);

    System.out.printf("loss by epoch: %s%n", history.toMap().get("loss"));
    System.out.println("test " + Evaluation.of(net, mnist.test(), 128));
  }
}
