package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The engine's gradient is the slope of the score, measured in double precision. */
@Tag("native")
class FiniteDifferenceTest {
  private static final double STEP = 1e-6;
  private static final int PROBES = 40;

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void gradientIsTheSlopeOfTheScore(int rows) {
    MultiLayerNetwork precise = new MultiLayerNetwork(Examples.smallCnn(DataType.DOUBLE));
    precise.init();
    DataSet batch = Examples.batch(rows, rows);
    DataSet exact =
        new DataSet(
            batch.getFeatures().castTo(DataType.DOUBLE), batch.getLabels().castTo(DataType.DOUBLE));
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.setParams(precise.params().castTo(DataType.FLOAT));
      Gradients.of(network, batch);
      INDArray gradient = network.gradient().gradient();
      Random random = new Random(rows);
      for (int probe = 0; probe < PROBES; probe++) {
        long i = random.nextInt((int) precise.numParams());
        double slope = (scoreAt(precise, exact, i, STEP) - scoreAt(precise, exact, i, -STEP)) / 2;
        double computed = gradient.getDouble(i) / rows;
        assertThat(computed).as("parameter %d", i).isCloseTo(slope / STEP, within(1e-5));
      }
    }
  }

  private static double scoreAt(MultiLayerNetwork network, DataSet batch, long i, double step) {
    INDArray params = network.params();
    double value = params.getDouble(i);
    params.putScalar(i, value + step);
    double score = network.score(batch, true);
    params.putScalar(i, value);
    return score;
  }
}
