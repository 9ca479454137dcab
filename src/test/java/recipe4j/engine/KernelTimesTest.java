package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class KernelTimesTest {
  @Test
  void namesTheKernelsAndChangesNothing() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray before = network.params().dup();
      Map<String, Double> times = KernelTimes.of(network, Examples.batch(40, 1), 3);
      assertThat(times)
          .containsKeys("convolution0", "dense2", "convolution0 gradients", "loss")
          .allSatisfy((name, seconds) -> assertThat(seconds).isBetween(0.0, 1.0));
      assertThat(times.get("convolution0")).isPositive();
      assertThat(network.params()).isEqualTo(before);
      assertThat(network.getIterationCount()).isZero();
    }
  }

  @Test
  void aPredictionRunsTheWayForward() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray features = Examples.batch(40, 1).getFeatures();
      assertThat(KernelTimes.ofPrediction(network, features, 3))
          .containsKeys("convolution0", "dense2")
          .doesNotContainKeys("convolution0 gradients", "loss")
          .allSatisfy((name, seconds) -> assertThat(seconds).isBetween(0.0, 1.0));
    }
  }

  @Test
  void needsARepetition() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      assertThatThrownBy(() -> KernelTimes.of(network, Examples.batch(4, 1), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("repetitions must be at least 1, found 0");
    }
  }

  @Test
  void needsTheEngine() {
    MultiLayerNetwork doubles = new MultiLayerNetwork(Examples.smallCnn(DataType.DOUBLE));
    doubles.init();
    try (AcceleratedNetwork network = AcceleratedNetwork.wrap(doubles)) {
      assertThatThrownBy(() -> KernelTimes.of(network, Examples.batch(4, 1), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("kernel times need the accelerated engine");
    }
  }
}
