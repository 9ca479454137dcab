package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.MnistSample;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.Training;

/**
 * The whole recipe from the same weights as src/test/keras/recipe_history.py gave to real Keras:
 * network, optimizer, validation split, schedule and figures, epoch by epoch. An epoch is a single
 * batch, so that the order of the digits does not matter.
 */
class RecipeHistoryTest {
  private static final int DIGITS = 50;
  private static final int EPOCHS = 30;

  @Test
  void hasTheHistoryOfKeras() throws IOException {
    LossCurve keras = LossCurve.read(TestResource.path("recipe-history.json"));
    LossCurve ours =
        LossCurve.of(
            Training.of(network())
                .schedule(PiecewiseSchedule.recipe())
                .epochs(EPOCHS)
                .batchSize(128)
                .verbose(0)
                .fit(digits()));
    assertThat(ours.epochs()).isEqualTo(EPOCHS).isEqualTo(keras.epochs());
    assertThat(ours.metrics()).hasSize(4).isEqualTo(keras.metrics());
    assertThat(ours.learningRates().orElseThrow())
        .containsExactly(keras.learningRates().orElseThrow(), within(1e-10));
    // the figures are means of float32, over 40 digits and 10
    assertThat(ours.values("loss")).containsExactly(keras.values("loss"), within(1e-5));
    assertThat(ours.values("val_loss")).containsExactly(keras.values("val_loss"), within(1e-5));
    assertThat(ours.values("accuracy")).containsExactly(keras.values("accuracy"), within(1e-6));
    assertThat(ours.values("val_accuracy"))
        .containsExactly(keras.values("val_accuracy"), within(1e-6));
  }

  private static ImageDataset digits() throws IOException {
    ImageDataset sample = MnistSample.load(0);
    return ImageDataset.split(
        sample.info(),
        sample.train().first(DIGITS),
        sample.test(),
        ImageDataset.DEFAULT_VALIDATION_SPLIT);
  }

  private static MultiLayerNetwork network() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(digits().shape(), 1);
    long state = 1;
    for (int layer : new int[] {0, 2, 4, 5, 6}) {
      INDArray weights = net.getLayer(layer).getParam("W");
      long area = weights.rank() == 4 ? weights.size(2) * weights.size(3) : 1;
      double limit = Math.sqrt(6.0 / ((weights.size(0) + weights.size(1)) * area));
      float[] values = new float[Math.toIntExact(weights.length())];
      for (int i = 0; i < values.length; i++) {
        state = (1103515245 * state + 12345) % (1L << 31);
        values[i] = (float) (limit * (2 * (state / (double) (1L << 31)) - 1));
      }
      weights.assign(Nd4j.create(values, weights.shape(), 'c'));
    }
    return net;
  }
}
