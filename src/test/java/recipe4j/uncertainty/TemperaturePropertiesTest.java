package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds at every temperature for every row of logits. */
class TemperaturePropertiesTest {
  @Provide
  Arbitrary<double[]> rows() {
    return Arbitraries.doubles().between(-50, 50).array(double[].class).ofMinSize(1).ofMaxSize(20);
  }

  /** From subnormal to the largest double, with ties. */
  @Provide
  Arbitrary<double[]> extremeRows() {
    return Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(
                0.0, 1.0, 1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE))
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Double> temperatures() {
    return Arbitraries.doubles().between(-2, 2).map(exponent -> Math.pow(10, exponent));
  }

  @Provide
  Arbitrary<Double> extremeTemperatures() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(0, Double.MAX_VALUE),
        Arbitraries.doubles().between(-320, 308).map(exponent -> Math.pow(10, exponent)),
        Arbitraries.of(
            0.0, Double.MIN_VALUE, 1.0, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY));
  }

  @Property
  void rowsAreDistributionsForAnyLogitsAtAnyTemperature(
      @ForAll("extremeRows") double[] logits, @ForAll("extremeTemperatures") double temperature) {
    double[] p = tempered(logits, temperature);
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    for (double value : p) {
      assertThat(value).isBetween(0.0, 1.0); // and not NaN
    }
    Logits row = Logits.of(new double[][] {logits});
    for (int label = 0; label < p.length; label++) {
      double log = row.logProbability(0, label, temperature);
      assertThat(log).isNotNaN().isLessThanOrEqualTo(0);
      assertThat(Math.exp(log)).isCloseTo(p[label], within(1e-12));
    }
  }

  @Property
  void theHighestLogitHasTheHighestProbability(
      @ForAll("extremeRows") double[] logits, @ForAll("extremeTemperatures") double temperature) {
    double[] p = tempered(logits, temperature);
    int argmax = Logits.of(new double[][] {logits}).argmax(0);
    assertThat(p[argmax]).isEqualTo(Arrays.stream(p).max().orElseThrow());
  }

  @Property
  void theArgmaxStaysAtUsualTemperatures(
      @ForAll("rows") double[] logits, @ForAll("temperatures") double temperature) {
    Logits row = Logits.of(new double[][] {logits});
    int argmax = row.argmax(0);
    int tempered = row.atTemperature(temperature).argmax(0);
    // logits that differ by a rounding error may tie as probabilities; the first is then taken
    assertThat(logits[tempered]).isCloseTo(logits[argmax], within(1e-10));
  }

  @Property
  void addingAConstantChangesNothing(
      @ForAll("rows") double[] logits, @ForAll("temperatures") double temperature) {
    double[] shifted = Arrays.stream(logits).map(z -> z + 1024).toArray();
    assertThat(tempered(shifted, temperature))
        .containsExactly(tempered(logits, temperature), within(1e-9));
  }

  @Property
  void entropyNeverFallsAsTheTemperatureRises(
      @ForAll("rows") double[] logits,
      @ForAll("extremeTemperatures") double one,
      @ForAll("extremeTemperatures") double other) {
    double cold = entropy(logits, Math.min(one, other));
    double hot = entropy(logits, Math.max(one, other));
    assertThat(hot).isGreaterThanOrEqualTo(cold - 1e-12);
  }

  @Property
  void towardsZeroItIsCertain(@ForAll("rows") double[] logits) {
    double[] limit = tempered(logits, 0);
    double[] sorted = Arrays.stream(logits).sorted().toArray();
    double gap = sorted.length == 1 ? 1 : sorted[sorted.length - 1] - sorted[sorted.length - 2];
    if (gap > 0) {
      assertThat(tempered(logits, gap / 1000)).containsExactly(limit, within(1e-12));
    }
  }

  @Property
  void towardsInfinityItIsUniform(@ForAll("rows") double[] logits) {
    assertThat(tempered(logits, 1e9))
        .containsExactly(tempered(logits, Double.POSITIVE_INFINITY), within(1e-6));
  }

  private static double[] tempered(double[] logits, double temperature) {
    return Logits.of(new double[][] {logits}).atTemperature(temperature).row(0);
  }

  private static double entropy(double[] logits, double temperature) {
    return Logits.of(new double[][] {logits}).atTemperature(temperature).confidence(0).entropy();
  }
}
