package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.uncertainty.calibration.BrierScore;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.IsotonicCalibration;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;
import recipe4j.uncertainty.calibration.TemperatureScaling;
import recipe4j.uncertainty.calibration.VectorScaling;

/** Compares every metric with scikit-learn, netcal, torchmetrics or scipy on the same logits. */
class IndependentMetricsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @ParameterizedTest
  @ValueSource(strings = {"overconfident", "underconfident", "saturated", "real", "real-saturated"})
  void agreesWithTheLibraries(String set) {
    UncertaintyFixture fixture = UncertaintyFixture.read(set);
    Logits logits = fixture.logits();
    int[] labels = fixture.labels();
    Probabilities p = logits.softmax();

    assertThat(NegativeLogLikelihood.of(logits, labels))
        .isCloseTo(fixture.expected("negativeLogLikelihood"), CLOSE);
    assertThat(NegativeLogLikelihood.of(p, labels))
        .isCloseTo(fixture.expected("negativeLogLikelihood"), CLOSE);
    assertThat(BrierScore.of(p, labels)).isCloseTo(fixture.expected("brierScore"), CLOSE);

    CalibrationError error = CalibrationError.of(p, labels);
    assertThat(error.expected()).isCloseTo(fixture.expected("expected"), CLOSE);
    assertThat(error.maximum()).isCloseTo(fixture.expected("maximum"), CLOSE);
    assertThat(error.rootMeanSquare()).isCloseTo(fixture.expected("rootMeanSquare"), CLOSE);
    assertThat(CalibrationError.adaptive(p, labels).expected())
        .isCloseTo(fixture.expected("adaptive"), CLOSE);
    assertThat(CalibrationError.classWise(p, labels))
        .isCloseTo(fixture.expected("classWise"), CLOSE);

    double entropy =
        IntStream.range(0, p.rows())
            .mapToDouble(i -> p.confidence(i).entropy())
            .average()
            .orElse(0);
    assertThat(entropy).isCloseTo(fixture.expected("meanEntropy"), CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"overconfident", "underconfident", "saturated", "real", "real-saturated"})
  void fitsTheSameTemperature(String set) {
    UncertaintyFixture fixture = UncertaintyFixture.read(set);
    TemperatureScaling scaling = TemperatureScaling.fit(fixture.logits(), fixture.labels());
    assertThat(scaling.outcome()).isEqualTo(TemperatureScaling.Outcome.CONVERGED);
    assertThat(scaling.temperature()).isCloseTo(fixture.expected("temperature"), within(1e-8));
    assertThat(scaling.before()).isCloseTo(fixture.expected("negativeLogLikelihood"), CLOSE);
    assertThat(scaling.after()).isCloseTo(fixture.expected("fittedNegativeLogLikelihood"), CLOSE);
    assertThat(scaling.gradient()).isCloseTo(0, within(1e-12 * scaling.temperature()));
    assertThat(scaling.iterations()).isBetween(2, 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"overconfident", "underconfident", "saturated", "real", "real-saturated"})
  void ranksTheSame(String set) {
    UncertaintyFixture fixture = UncertaintyFixture.read(set);
    Logits logits = fixture.logits();
    boolean[] right = Labels.hits(logits, fixture.labels());
    Map<String, UncertaintyScore> names =
        Map.of(
            "maximumProbability", UncertaintyScore.MAXIMUM_PROBABILITY,
            "entropy", UncertaintyScore.ENTROPY,
            "energy", UncertaintyScore.ENERGY);
    names.forEach(
        (name, score) -> {
          double[] values = score.of(logits);
          double mean = Arrays.stream(values).average().orElseThrow();
          assertThat(mean).isCloseTo(fixture.expected(name + ".mean"), CLOSE);
          double area = RiskCoverageCurve.of(values, right).area();
          assertThat(area).isCloseTo(fixture.expected(name + ".aurc"), CLOSE);
          assertThat(Auroc.of(where(values, right, true), where(values, right, false)))
              .isCloseTo(fixture.expected(name + ".auroc"), CLOSE);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"overconfident", "underconfident", "saturated", "real", "real-saturated"})
  void calibratesTheSame(String set) {
    UncertaintyFixture fixture = UncertaintyFixture.read(set);
    Logits logits = fixture.logits();
    int[] labels = fixture.labels();
    VectorScaling vector = VectorScaling.fit(logits, labels);
    assertThat(vector.converged()).isTrue();
    assertThat(vector.after()).isCloseTo(fixture.expected("vectorNegativeLogLikelihood"), CLOSE);
    assertThat(BrierScore.of(IsotonicCalibration.fit(logits, labels).apply(logits), labels))
        .isCloseTo(fixture.expected("isotonicBrierScore"), CLOSE);
  }

  private static double[] where(double[] values, boolean[] right, boolean wanted) {
    return IntStream.range(0, values.length)
        .filter(i -> right[i] == wanted)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
