package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recipe's recorded curves on the full MNIST against real Keras's, both with one order of the
 * images for all epochs. The numbers of runs are those that docs/regression.md settled.
 */
class RecordedEquivalenceTest {
  private static final int FIRST_STEP = 6;

  @ParameterizedTest
  @CsvSource({"MNIST_CONSTANT, 10, 24, 24", "MNIST_NATIVE, 10, 24, 24", "MNIST_START, 6, 28, 28"})
  void everyEpochAndMetricIsEquivalent(
      RecordedCurves curves, int epochs, int kerasRuns, int ourRuns) throws IOException {
    CurveEquivalence result = compare(curves, kerasRuns, ourRuns);
    assertThat(result.rows()).hasSize(4 * epochs);
    assertThat(result.failures()).isEmpty();
  }

  /** Before the first step the runs are too few to tell, and docs/regression.md says so. */
  @Test
  void theScheduleIsEquivalentFromItsFirstStepOn() throws IOException {
    CurveEquivalence result = compare(RecordedCurves.MNIST_SCHEDULE, 18, 16);
    assertThat(result.rows()).hasSize(4 * 30);
    assertThat(result.failures())
        .extracting(CurveEquivalence.Row::epoch)
        .allMatch(e -> e < FIRST_STEP);
  }

  /** Until its first step, a run with the schedule is the run at the constant rate. */
  @Test
  void theScheduleBeginsAtTheConstantRate() throws IOException {
    List<LossCurve> constant = RecordedCurves.MNIST_CONSTANT.ours();
    List<LossCurve> schedule = RecordedCurves.MNIST_SCHEDULE.ours();
    for (int i = 0; i < schedule.size(); i++) {
      for (String metric : constant.get(i).metrics()) {
        double[] same = Arrays.copyOf(constant.get(i).values(metric), FIRST_STEP);
        assertThat(schedule.get(i).values(metric)).startsWith(same).isNotEqualTo(same);
      }
    }
  }

  private static CurveEquivalence compare(RecordedCurves curves, int kerasRuns, int ourRuns)
      throws IOException {
    List<LossCurve> ours = curves.ours();
    List<LossCurve> keras = curves.keras();
    assertThat(keras).hasSize(kerasRuns).doesNotHaveDuplicates();
    assertThat(ours).hasSize(ourRuns).doesNotHaveDuplicates();
    assertThat(ours).doesNotContainAnyElementsOf(keras);
    return CurveEquivalence.of(keras, ours, curves.margins());
  }

  /** What the test is for: it must tell curves apart that differ. */
  @ParameterizedTest
  @CsvSource({"MNIST_CONSTANT", "SAMPLE_CONSTANT"})
  void curvesThatLagByAnEpochAreNotEquivalent(RecordedCurves curves) throws IOException {
    List<LossCurve> keras = curves.keras();
    List<LossCurve> lagging = keras.stream().map(RecordedEquivalenceTest::lag).toList();
    CurveEquivalence result = CurveEquivalence.of(keras, lagging, curves.margins());
    assertThat(result.holds()).isFalse();
    assertThat(result.failures()).extracting(CurveEquivalence.Row::metric).contains("val_loss");
    assertThat(result.toString()).contains("\n  not: loss of epoch 1: ");
  }

  /** Every epoch has the figures of the one before. */
  private static LossCurve lag(LossCurve curve) {
    Map<String, double[]> figures = new HashMap<>();
    for (String metric : curve.metrics()) {
      double[] values = curve.values(metric);
      System.arraycopy(curve.values(metric), 0, values, 1, values.length - 1);
      figures.put(metric, values);
    }
    return LossCurve.of(curve.firstEpoch(), figures);
  }
}
