package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recipe's recorded curves on the full MNIST against real Keras's, both with one order of the
 * images for all epochs. The numbers of runs are those that docs/regression.md settled.
 */
class RecordedEquivalenceTest {
  @ParameterizedTest
  @CsvSource({"MNIST_CONSTANT, 10, 24, 24", "MNIST_SCHEDULE, 30, 18, 16"})
  void everyEpochAndMetricIsEquivalent(
      RecordedCurves curves, int epochs, int kerasRuns, int ourRuns) throws IOException {
    List<LossCurve> ours = curves.ours();
    assumeFalse(ours.isEmpty(), curves + " is not recorded yet");
    List<LossCurve> keras = curves.keras();
    assertThat(keras).hasSize(kerasRuns).doesNotHaveDuplicates();
    assertThat(ours).hasSize(ourRuns).doesNotHaveDuplicates();
    assertThat(ours).doesNotContainAnyElementsOf(keras);
    CurveEquivalence result = CurveEquivalence.of(keras, ours, curves.margins());
    assertThat(result.rows()).hasSize(4 * epochs);
    assertThat(result.failures()).isEmpty();
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
