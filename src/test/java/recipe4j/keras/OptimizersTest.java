package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Two steps of each optimizer, against what src/test/keras/optimizers.py printed. */
class OptimizersTest {
  private static final float[][] GRADIENTS = {{1e-5f, 1e-3f, -0.5f}, {2e-5f, -1e-3f, 0.25f}};

  @Test
  void rmsPropIsKerass() {
    double[] keras = {-0.0009485125774517655, -0.0037911459803581238, 0.01687854528427124};
    assertThat(twoSteps(new KerasRmsProp(0.01, 0.9, 1e-7))).containsExactly(keras, within(1e-7));
  }

  @Test
  void nd4jsOwnRmsPropIsAnother() {
    float[][] small = new float[100][];
    Arrays.fill(small, new float[] {1e-5f});
    double keras = steps(new KerasRmsProp(0.01, 0.9, 1e-7), small)[0];
    assertThat(steps(new RmsProp(0.01, 0.9, 1e-7), small)[0]).isLessThan(5 * keras).isNegative();
  }

  @Test
  void momentumIsKerass() {
    double[] keras = {-3.8999996831989847e-07, -9.000000318337698e-06, 0.00699999975040555};
    assertThat(twoSteps(new KerasMomentum(0.01, 0.9))).containsExactly(keras, within(1e-8));
  }

  @Test
  void nesterovsMomentumIsKerassAsItIs() {
    double[] keras = {-6.509999366244301e-07, -8.099999831756577e-06, 0.008799999952316284};
    assertThat(twoSteps(new Nesterovs(0.01, 0.9))).containsExactly(keras, within(1e-8));
  }

  @Test
  void followsASchedule() {
    MapSchedule schedule =
        new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).add(3, 0.01).build();
    for (IUpdater updater :
        new IUpdater[] {new KerasRmsProp(1, 0.9, 1e-7), new KerasMomentum(1, 0.9)}) {
      updater.setLrAndSchedule(Double.NaN, schedule);
      assertThat(updater.getLearningRate(0, 2)).isEqualTo(0.1);
      assertThat(updater.getLearningRate(0, 3)).isEqualTo(0.01);
      assertThat(updater.clone().getLearningRate(0, 3)).isEqualTo(0.01);
      assertThat(updater.clone()).isEqualTo(updater);
    }
  }

  private static double[] twoSteps(IUpdater updater) {
    return steps(updater, GRADIENTS);
  }

  private static double[] steps(IUpdater updater, float[][] gradients) {
    int size = gradients[0].length;
    INDArray state = Nd4j.zeros(1, updater.stateSize(size));
    GradientUpdater<?> running = updater.instantiate(state, true);
    INDArray weights = Nd4j.zeros(size);
    for (int step = 0; step < gradients.length; step++) {
      INDArray gradient = Nd4j.createFromArray(gradients[step]);
      running.applyUpdater(gradient, step, 0);
      weights.subi(gradient);
    }
    return weights.toDoubleVector();
  }
}
