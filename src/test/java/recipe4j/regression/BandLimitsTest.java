package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandLimitsTest {
  /**
   * Three runs, one epoch, one metric: f = 1 / (1/2 + 1/10) = 5/3, and t at 0.005 of it is 14.0247
   * by SciPy, so the width is 14.0247 sqrt(4/3) = 16.1943; s is 0.1 of the mean.
   */
  @Test
  void theWorkedExample() {
    LossCurveBand band = LossCurveBand.of(List.of(run(0.9), run(1), run(1.1)));
    BandLimits limits = BandLimits.ofRate(band, 0.01);
    assertThat(limits.width()).isCloseTo(16.1943, within(1e-3));
    assertThat(limits.high("loss", 0)).isCloseTo(Math.exp(1.61943), within(1e-3));
    assertThat(limits.low("loss", 0)).isCloseTo(Math.exp(-1.61943), within(1e-3));
  }

  @Test
  void atMostOneInAHundredRecordedRunsLeavesTheBandOfOthers() throws IOException {
    assertThat(BandSimulation.outside(RecordedCurves.MNIST_CONSTANT.keras(), 5, run -> run, 200, 2))
        .isLessThanOrEqualTo(0.01);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10, 20})
  void atMostOneInAHundredOfAnyRecordedRuns(int runs) throws IOException {
    for (RecordedCurves curves :
        List.of(
            RecordedCurves.MNIST_CONSTANT,
            RecordedCurves.MNIST_SCHEDULE,
            RecordedCurves.SAMPLE_CONSTANT,
            RecordedCurves.SAMPLE_RESHUFFLED)) {
      List<LossCurve> recorded = curves.keras();
      if (runs < recorded.size()) {
        assertThat(BandSimulation.outside(recorded, runs, run -> run, 1000, 2))
            .as(curves.prefix())
            .isLessThanOrEqualTo(0.01);
      }
    }
  }

  @Test
  void whatIsGrosslyWrongIsFound() throws IOException {
    foundOf(100);
  }

  @Test
  @Tag("slow")
  void whatIsGrosslyWrongIsFoundInManyDraws() throws IOException {
    foundOf(500);
  }

  private static void foundOf(int draws) throws IOException {
    List<LossCurve> recorded = RecordedCurves.MNIST_CONSTANT.keras();
    assertThat(BandSimulation.outside(recorded, 5, BandSimulation::diverging, draws, 3))
        .isGreaterThan(0.99);
    assertThat(BandSimulation.outside(recorded, 10, BandSimulation.higher(2), draws, 3))
        .isGreaterThan(0.9);
    assertThat(BandSimulation.outside(recorded, 20, BandSimulation.higher(1.5), draws, 3))
        .isGreaterThan(0.5);
  }

  @Test
  void limitsStayWhereValuesCanBe() throws IOException {
    LossCurveBand band = LossCurveBand.of(RecordedCurves.MNIST_CONSTANT.keras().subList(0, 3));
    BandLimits limits = BandLimits.ofRate(band, 0.01);
    for (int e = 0; e < band.epochs(); e++) {
      assertThat(limits.low("val_loss", e)).isPositive();
      assertThat(limits.high("val_accuracy", e)).isLessThan(1);
    }
  }

  @Test
  void identicalRunsAreTold() {
    LossCurveBand band = LossCurveBand.of(List.of(run(1), run(1)));
    assertThat(BandLimits.ofRate(band, 0.01).expected("loss", 0))
        .isEqualTo("1.0000 to 1.0000 (2 runs, all the same there: was each seed another?)");
  }

  @Test
  void metricsOfAnyRangeHaveLimits() {
    for (double[] values : new double[][] {{-3, 1, 2}, {0, 0, 1}, {1, 1, 1}, {20, 30, 31}}) {
      LossCurveBand band =
          LossCurveBand.of(
              List.of(
                  LossCurve.of(0, Map.of("score", values)),
                  LossCurve.of(0, Map.of("score", new double[] {1, 2, 1}))));
      BandLimits limits = BandLimits.ofRate(band, 0.01);
      for (int e = 0; e < 3; e++) {
        assertThat(limits.low("score", e)).isFinite().isLessThan(limits.high("score", e));
      }
    }
  }

  /** SciPy 1.17: nct.sf(t, freedom, shift). */
  @ParameterizedTest
  @CsvSource({"2, 10, 3, 0.8315", "5, 10, 4, 0.2818", "4, 30, 6, 0.9643"})
  void powerIsThatOfTheNoncentralT(double t, double freedom, double shift, double expected) {
    assertThat(BandLimits.noncentral(t, freedom, shift)).isCloseTo(expected, within(0.0002));
  }

  @Test
  void saysWhatMoreRunsWouldShow() throws IOException {
    LossCurveBand band = LossCurveBand.of(RecordedCurves.MNIST_CONSTANT.keras().subList(0, 3));
    BandLimits limits = BandLimits.ofRate(band, 0.01);
    assertThat(limits.strength())
        .startsWith(
            "A run that differs by its seed alone leaves this band in at most 1% of comparisons. A loss 20% up in an epoch is found with ")
        .contains("; of 5 runs with ", "10 runs with ", "20 runs with ", "40 runs with ");
    assertThat(limits.power("loss", 2, 20)).isGreaterThan(limits.power("loss", 2, 5));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    LossCurveBand band = LossCurveBand.of(List.of(run(1), run(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BandLimits.ofRate(band, 1))
        .withMessage("rate of false alarms must be above 0 and below 1, found 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BandLimits.ofWidth(band, 0))
        .withMessage("width of a band must be above 0, found 0.0");
  }

  private static LossCurve run(double loss) {
    return LossCurve.of(0, Map.of("loss", new double[] {loss}));
  }
}
