package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.SmallData;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.MnistSample;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

class PredictorTest {
  @Test
  void softmaxOfTheLogitsIsDl4jsOutput() throws IOException {
    LabelledImages images = MnistSample.load(0.2).test().first(300);
    MultiLayerNetwork net = KerasCnn.create(images.shape(), 4);
    Probabilities ours = Predictor.of(net).probabilities(images);
    INDArray dl4js = net.output(images.features());
    for (int i = 0; i < images.count(); i++) {
      for (int c = 0; c < 10; c++) {
        assertThat(ours.get(i, c)).isCloseTo(dl4js.getDouble(i, c), within(1e-6));
      }
    }
  }

  @Test
  void saturatedLogitsStayFinite() {
    LabelledImages images = SmallData.bars(4, 1);
    MultiLayerNetwork net = KerasCnn.create(images.shape(), 4);
    net.getLayer(6).getParam("W").muli(20_000);
    Logits logits = Predictor.of(net).logits(images);
    assertThat(logits.get(0, logits.argmax(0)) - logits.get(0, (logits.argmax(0) + 1) % 3))
        .as("so far apart that the smaller probability is 0 in float")
        .isGreaterThan(150);
    assertThat(Arrays.stream(logits.atTemperature(100).row(0))).allMatch(p -> p > 0);
  }

  @Test
  void seesTheWeightsAsTheyAre() {
    LabelledImages images = SmallData.bars(4, 1);
    MultiLayerNetwork net = KerasCnn.create(images.shape(), 4);
    Predictor predictor = Predictor.of(net);
    Logits before = predictor.logits(images);
    net.params().muli(1.5);
    assertThat(predictor.logits(images)).isNotEqualTo(before);
  }

  @Test
  void refusesImagesOfAnotherShapeAndNone() {
    LabelledImages images = SmallData.bars(4, 1);
    MultiLayerNetwork net = KerasCnn.create(images.shape(), 4);
    Predictor predictor = Predictor.of(net);
    assertThatThrownBy(() -> predictor.logits(images.first(0)))
        .hasMessage("a prediction needs at least one image, found 0");
    assertThatThrownBy(() -> predictor.logits(MnistSample.load(0.2).test()))
        .hasMessageContaining("the network takes 18x18 images of 3 classes, found 28x28 of 10");
  }
}
