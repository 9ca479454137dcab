package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import recipe4j.optimizer.AdagradRule;
import recipe4j.optimizer.AdamaxRule;
import recipe4j.optimizer.AmsGradRule;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.ExtendedOptimizer.Clipping;
import recipe4j.optimizer.NadamRule;
import recipe4j.optimizer.OptimizerRule;
import recipe4j.optimizer.RmsPropRule;
import recipe4j.optimizer.RuleOptimizer;

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

  /** By name, what optimizers.py printed after five steps. */
  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            new AmsGradRule(0.8, 0.95, 1e-4),
            new double[] {-0.002402115613222122, -0.009701404720544815, 0.025052078068256378}),
        Arguments.of(
            new NadamRule(0.8, 0.95, 1e-4),
            new double[] {-0.0054481192491948605, -0.009918544441461563, 0.02038789540529251}),
        Arguments.of(
            new AdamaxRule(0.8, 0.95, 1e-4),
            new double[] {-0.005785851273685694, -0.012195085175335407, 0.022731803357601166}),
        Arguments.of(
            new AdagradRule(0.05, 1e-4),
            new double[] {-3.1273691547539784e-06, -4.467537291930057e-05, 0.013519525527954102}),
        Arguments.of(
            new RmsPropRule(0.8, 0.7, 1e-4, false),
            new double[] {-0.00014429092698264867, -0.0017282057087868452, 0.07043688744306564}),
        Arguments.of(
            new RmsPropRule(0.8, 0, 1e-4, true),
            new double[] {-6.999998004175723e-05, -0.000998377799987793, 0.039234161376953125}),
        Arguments.of(
            new RmsPropRule(0.8, 0.7, 1e-4, true),
            new double[] {-0.0001442909415345639, -0.0017291167750954628, 0.08208585530519485}));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rulesAreKerass(OptimizerRule rule, double[] keras) {
    float[][] five = {GRADIENTS[0], GRADIENTS[1], GRADIENTS[0], GRADIENTS[1], GRADIENTS[0]};
    double[] ours = steps(new RuleOptimizer(0.01, rule), five);
    for (int i = 0; i < keras.length; i++) {
      assertThat(ours[i]).isCloseTo(keras[i], within(2e-6 * Math.abs(keras[i])));
    }
  }

  @Test
  void nadamsProductGoesOnInLongTrainings() {
    NadamRule rule = new NadamRule(0.9, 0.999, 1e-7);
    assertThat(rule.product(0)).isEqualTo(1);
    assertThat(rule.product(1)).isCloseTo(0.9 * (1 - 0.5 * 0.96), within(1e-15));
    assertThat(new NadamRule(1 - 1e-9, 0.999, 1e-7).product(3000) / rule.product(0))
        .isCloseTo(new NadamRule(1 - 1e-9, 0.999, 1e-7).product(900), within(1e-5));
  }

  @Test
  void clipsAsKerasDoes() {
    assertThat(clipped(Clipping.NORM, 1, "3 4|0.3 0.4")).isEqualTo("0.6 0.8|0.3 0.4");
    assertThat(clipped(Clipping.GLOBAL_NORM, 6.5, "3 4|0 12")).isEqualTo("1.5 2.0|0.0 6.0");
    assertThat(clipped(Clipping.GLOBAL_NORM, 20, "3 4|0 12")).isEqualTo("3.0 4.0|0.0 12.0");
    assertThat(clipped(Clipping.VALUE, 2, "3 -4|0.5 -1")).isEqualTo("2.0 -2.0|0.5 -1.0");
    assertThat(clipped(Clipping.NONE, 0, "3 -4|0.5 -1")).isEqualTo("3.0 -4.0|0.5 -1.0");
  }

  private static String clipped(Clipping clipping, double limit, String gradients) {
    List<INDArray> arrays = new ArrayList<>();
    for (String one : gradients.split("[|]", -1)) {
      arrays.add(
          Nd4j.createFromArray(
              Arrays.stream(one.split(" ", -1)).map(Float::valueOf).toArray(Float[]::new)));
    }
    new ExtendedOptimizer(new Sgd(1), 0, clipping, limit).clip(arrays);
    return arrays.stream()
        .map(
            array ->
                IntStream.range(0, 2)
                    .mapToObj(i -> String.valueOf(array.getFloat(i)))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("|"));
  }

  @Test
  void stockDl4jCantTrainWithoutClippingInSilence() {
    IUpdater extended = new ExtendedOptimizer(new Sgd(1), 0.1, Clipping.NONE, 0);
    assertThatThrownBy(
            () -> extended.instantiate((INDArray) null, false).applyUpdater(Nd4j.ones(1), 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call Engines.stable(network)");
  }

  @Test
  void followsASchedule() {
    MapSchedule schedule =
        new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).add(3, 0.01).build();
    for (IUpdater updater :
        new IUpdater[] {
          new KerasRmsProp(1, 0.9, 1e-7),
          new KerasMomentum(1, 0.9),
          new RuleOptimizer(1, new AdagradRule(0.1, 1e-7)),
          new ExtendedOptimizer(new KerasMomentum(1, 0.9), 0.1, Clipping.VALUE, 1)
        }) {
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
