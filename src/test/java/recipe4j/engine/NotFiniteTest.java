package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A NaN in the input makes the output NaN, in spite of ReLU and max pooling. */
@Tag("native")
class NotFiniteTest {
  private static final DataSet BATCH = Examples.batch(20, 1);

  @ParameterizedTest
  @ValueSource(strings = {"0_W", "0_b", "2_W", "2_b", "3_W", "3_b"})
  void aParameterThatIsNanMakesTheLossNan(String parameter) {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.getParam(parameter).putScalar(0, Float.NaN);
      assertThat(network.score(BATCH)).isNaN();
      assertThat(network.output(BATCH.getFeatures()).isNaN().all()).isTrue();
      network.fit(BATCH);
      assertThat(network.score()).isNaN();
    }
  }

  @Test
  void anInfiniteParameterMakesTheLossNan() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.getParam("0_W").putScalar(0, Float.NEGATIVE_INFINITY);
      assertThat(network.score(BATCH)).isNaN();
    }
  }

  @Test
  void aNanInOneExampleStaysWithIt() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray features = BATCH.getFeatures().dup();
      INDArray before = network.output(features);
      features.slice(7).putScalar(0, Float.NaN);
      INDArray after = network.output(features);
      for (int row = 0; row < 20; row++) {
        if (row == 7) {
          assertThat(after.getRow(row).isNaN().all()).isTrue();
        } else {
          assertThat(after.getRow(row)).isEqualTo(before.getRow(row));
        }
      }
    }
  }

  @Test
  void predictionsFollowAnyChangeOfTheParameters() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray features = BATCH.getFeatures();
      INDArray before = network.output(features);
      assertThat(network.output(features)).isEqualTo(before);
      INDArray bias = network.getParam("3_b");
      bias.putScalar(2, bias.getFloat(2) + 1f);
      assertThat(network.output(features).getColumn(2).gt(before.getColumn(2)).all()).isTrue();
      bias.putScalar(2, bias.getFloat(2) - 1f);
      network.fit(BATCH);
      INDArray trained = network.output(features);
      assertThat(trained).isNotEqualTo(before);
      network.getParam("0_W").putScalar(0, Float.NaN);
      assertThat(network.output(features).isNaN().all()).isTrue();
    }
  }
}
