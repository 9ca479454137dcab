package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against statsmodels and NumPy: src/test/python/equivalence_fixtures.py. */
class EquivalenceTest {
  static List<JsonNode> cases() throws IOException {
    try (InputStream in = EquivalenceTest.class.getResourceAsStream("equivalence.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).path("cases");
      assertThat(cases.size()).isEqualTo(6);
      return StreamSupport.stream(cases.spliterator(), false).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithStatsmodels(JsonNode expected) {
    Equivalence found = test(expected);
    assertThat(found.lowerP()).isCloseTo(expected.path("lowerP").asDouble(), within(1e-9));
    assertThat(found.upperP()).isCloseTo(expected.path("upperP").asDouble(), within(1e-9));
    assertThat(found.p()).isCloseTo(expected.path("p").asDouble(), within(1e-9));
    assertThat(found.equivalent()).isEqualTo(expected.path("p").asDouble() < 0.05);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesQuantilesAsNumPy(JsonNode expected) {
    List<Double> found = spread(expected, "reference").quantiles();
    for (int q = 0; q < Spread.LEVELS.size(); q++) {
      double wanted = expected.path("quantiles").get(q).asDouble();
      assertThat(found.get(q)).isCloseTo(wanted, within(1e-12));
    }
  }

  /** The simulation's standard error is below 0.004; Welch's degrees of freedom do the rest. */
  @ParameterizedTest
  @MethodSource("cases")
  void powerIsThatOfASimulation(JsonNode expected) {
    double simulated = expected.path("power").asDouble();
    assertThat(test(expected).power()).isCloseTo(simulated, within(0.015));
  }

  @Test
  void meansThatLieAMarginApartPassInNoMoreThanFivePercent() {
    java.util.Random random = new java.util.Random(3);
    int passed = 0;
    for (int i = 0; i < 4000; i++) {
      double[] a = random.doubles(12, 0, 1).toArray();
      double[] b = random.doubles(12, 0.4, 1.4).toArray();
      passed += Equivalence.test(Spread.of(a), Spread.of(b), 0.4, 0.05).equivalent() ? 1 : 0;
    }
    assertThat(passed / 4000.0).isBetween(0.03, 0.06);
  }

  @Test
  void fewRunsShowNothing() {
    Spread few = Spread.of(0.9, 1.1);
    assertThat(Equivalence.test(few, few, 0.2, 0.05).equivalent()).isFalse();
    assertThat(Equivalence.test(few, few, 0.2, 0.05).power()).isLessThan(0.3);
  }

  @Test
  void runsWithoutAnyScatterAreJudgedByTheirMeans() {
    Spread one = Spread.of(1, 1);
    Spread other = Spread.of(1.5, 1.5);
    assertThat(Equivalence.test(one, other, 0.6, 0.05).equivalent()).isTrue();
    assertThat(Equivalence.test(one, other, 0.5, 0.05).equivalent()).isFalse();
    assertThat(Equivalence.test(other, one, 0.5, 0.05).equivalent()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0.05, margin must be above 0", "NaN, 0.05, margin", "1, 0.5, alpha must be"})
  void refusesWhatIsOutOfRange(double margin, double alpha, String message) {
    Spread spread = Spread.of(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Equivalence.test(spread, spread, margin, alpha))
        .withMessageStartingWith(message);
  }

  private static Equivalence test(JsonNode expected) {
    return Equivalence.test(
        spread(expected, "reference"),
        spread(expected, "candidate"),
        expected.path("margin").asDouble(),
        0.05);
  }

  private static Spread spread(JsonNode expected, String side) {
    return Spread.of(
        StreamSupport.stream(expected.path(side).spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray());
  }
}
