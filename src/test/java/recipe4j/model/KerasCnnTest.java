package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import recipe4j.data.ImageShape;

class KerasCnnTest {
  private static final ImageShape MNIST = new ImageShape(28, 28, 10);

  @Test
  void hasTheRecipesParameters() {
    assertThat(KerasCnn.create(MNIST, 1).numParams()).isEqualTo(93_322);
  }

  @Test
  void startsAsKerasDoes() {
    MultiLayerNetwork net = KerasCnn.create(MNIST, 1);
    for (int layer : new int[] {0, 2, 4, 5, 6}) {
      INDArray w = net.getLayer(layer).getParam("W");
      assertThat(net.getLayer(layer).getParam("b").amaxNumber().doubleValue()).isZero();
      // Glorot and Bengio 2010: uniform within sqrt(6 / (fan in + fan out))
      double fanIn = w.rank() == 4 ? w.size(1) * 9.0 : w.size(0);
      double fanOut = w.rank() == 4 ? w.size(0) * 9.0 : w.size(1);
      double limit = Math.sqrt(6 / (fanIn + fanOut));
      assertThat(w.amaxNumber().doubleValue()).isBetween(0.9 * limit, limit);
      assertThat(w.meanNumber().doubleValue()).isBetween(-0.1 * limit, 0.1 * limit);
    }
    Adam adam = (Adam) net.getLayer(0).conf().getLayer().getUpdaterByParam("W");
    assertThat(adam.getLearningRate()).isEqualTo(1e-3);
    assertThat(adam.getEpsilon()).isEqualTo(1e-7);
    assertThat(adam.getBeta1()).isEqualTo(0.9);
    assertThat(adam.getBeta2()).isEqualTo(0.999);
  }

  @Test
  void takesFlatImagesToo() {
    MultiLayerNetwork net = KerasCnn.create(MNIST, 1);
    INDArray images = Nd4j.rand(3, 1, 28, 28);
    INDArray flat = images.dup().reshape(3, 784);
    assertThat(net.output(flat)).isEqualTo(net.output(images));
  }

  @Test
  void sameSeedSameWeightsSeedZeroIncluded() {
    INDArray zero = KerasCnn.create(MNIST, 0).params();
    assertThat(zero).isEqualTo(KerasCnn.create(MNIST, 0).params());
    assertThat(zero).isNotEqualTo(KerasCnn.create(MNIST, 1).params());
  }

  @Test
  void followsTheDatasetsShape() {
    MultiLayerNetwork net = KerasCnn.create(new ImageShape(18, 40, 26), 1);
    assertThat(NetworkShape.of(net)).isEqualTo(new ImageShape(18, 40, 26));
    assertThat(net.output(Nd4j.rand(2, 1, 18, 40)).shape()).containsExactly(2, 26);
  }

  @Test
  void refusesImagesThatAreTooSmall() {
    assertThatThrownBy(() -> KerasCnn.create(new ImageShape(17, 28, 10), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network needs images of at least 18x18, found 17x28; enlarge them first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28    | 28    | 1          | at least 2 classes to tell apart, found 1;",
        "28    | 28    | 100000000  | at most 536870912 parameters, found 6400000000 up to layer 6;",
        "28    | 28    | 2147483647 | at most 536870912 parameters, found 137438953408 up to layer 6;",
        "727   | 727   | 10         | at most 16777216 values, found 16820000 of layer 0;",
        "18    | 60000 | 2          | at most 16777216 values, found 30718976 of layer 0;",
        "4000  | 4000  | 10         | at most 536870912 parameters, found 4063297536 up to layer 5;",
        "46340 | 46340 | 10         | at most 536870912 parameters, found 549",
      })
  void refusesSizesBeforeMemoryIsTaken(int height, int width, int classes, String reason) {
    ImageShape shape = new ImageShape(height, width, classes);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> KerasCnn.create(shape, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason));
  }

  @Test
  void drawsTheSummaryOfALargeNetworkWithoutMakingIt() {
    MultiLayerConfiguration large = KerasCnn.configuration(new ImageShape(700, 700, 1000), 1);
    assertThat(ModelSummary.of(large)).contains("Total params: 119,").contains("(None, 1000)");
    for (MultiLayerConfiguration varied : VariedModels.all().values()) {
      MultiLayerNetwork net = SmallModels.network(varied);
      assertThat(ModelSummary.of(varied))
          .contains(String.format(Locale.ROOT, "Total params: %,d (", net.numParams()));
    }
  }

  @Test
  void revivesOneDnn() {
    MultiLayerNetwork net = KerasCnn.create(MNIST, 1);
    assertThat(net.getLayer(0).getHelper()).isNotNull();
    assertThat(net.getLayer(0).getHelper().getClass().getSimpleName()).contains("MKLDNN");
  }

  @Test
  void summaryIsKerass() {
    String summary = ModelSummary.of(KerasCnn.create(MNIST, 1));
    assertThat(summary)
        .contains("conv2d (Conv2D)", "max_pooling2d_1 (MaxPooling2D)", "conv2d_2 (Conv2D)")
        .contains("(None, 64, 3, 3)", "flatten (Flatten)", "(None, 576)", "18,496", "36,928")
        .contains("Total params: 93,322 (364.54 KB)");
    assertThat(summary.lines().limit(20).mapToInt(String::length).skip(1).distinct().count())
        .as("every line of the table has one width")
        .isEqualTo(1);
  }
}
