package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

class IsotonicCalibrationTest {
  @Test
  void poolsAdjacentViolators() {
    // 3 and 1 are out of order, and so is their mean 2 after the 2.5
    IsotonicRegression fit =
        IsotonicRegression.fit(
            new double[] {4, 1, 2, 3, 5}, new double[] {1, 0, 2.5, 3, 7}); // y by x: 0 2.5 3 1 7
    double pooled = (2.5 + 3 + 1) / 3;
    assertThat(fit.at(1)).isZero();
    assertThat(fit.at(2)).isCloseTo(pooled, within(1e-15));
    assertThat(fit.at(3.5)).isCloseTo(pooled, within(1e-15));
    assertThat(fit.at(4)).isCloseTo(pooled, within(1e-15));
    assertThat(fit.at(5)).isEqualTo(7);
    assertThat(fit.at(1.5)).as("linear between the points").isCloseTo(pooled / 2, within(1e-15));
    assertThat(fit.at(-9)).as("constant outside").isZero();
    assertThat(fit.at(99)).isEqualTo(7);
  }

  @Test
  void pointsOfEqualXAreAveragedFirst() {
    IsotonicRegression fit =
        IsotonicRegression.fit(new double[] {1, 1, 1, 2}, new double[] {1, 0, 0, 0.5});
    assertThat(fit.at(1)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(fit.at(2)).isEqualTo(0.5);
  }

  @Property(tries = 100)
  void pointsInAnyOrderWithTiesAreTheirMeansByX(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int points) {
    Random random = new Random(seed);
    double[] x = random.ints(points, 0, 8).asDoubleStream().toArray();
    double[] y = random.ints(points, 0, 3).mapToDouble(v -> v == 2 ? 1 : v - 1).toArray();
    IsotonicRegression fit = IsotonicRegression.fit(x, y);
    for (int at = 0; at < points; at++) {
      double best = Double.NEGATIVE_INFINITY;
      for (double from : x) {
        double least = Double.POSITIVE_INFINITY;
        for (double to : x) {
          if (from <= x[at] && to >= x[at]) {
            IntStream within = IntStream.range(0, points).filter(i -> x[i] >= from && x[i] <= to);
            least = Math.min(least, within.mapToDouble(i -> y[i]).average().orElseThrow());
          }
        }
        best = from <= x[at] ? Math.max(best, least) : best;
      }
      assertThat(fit.at(x[at])).isCloseTo(best, within(1e-12));
    }
  }

  @Property(tries = 200)
  void isTheMinMaxOfMeans(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int points) {
    Random random = new Random(seed);
    double[] x = IntStream.range(0, points).asDoubleStream().toArray();
    double[] y = IntStream.range(0, points).mapToDouble(i -> random.nextInt(5)).toArray();
    IsotonicRegression fit = IsotonicRegression.fit(x, y);
    for (int i = 0; i < points; i++) {
      double best = Double.NEGATIVE_INFINITY; // Robertson et al., 1988, theorem 1.4.4
      for (int from = 0; from <= i; from++) {
        double least = Double.POSITIVE_INFINITY;
        for (int to = i + 1; to <= points; to++) {
          least = Math.min(least, Arrays.stream(y, from, to).average().orElseThrow());
        }
        best = Math.max(best, least);
      }
      assertThat(fit.at(i)).isCloseTo(best, within(1e-12));
    }
  }

  @Test
  void aWorkedExample() {
    // p(0) is 0.8 four times, right in half of them, and 0.2 twice, rightly
    double ln4 = Math.log(4);
    Logits logits =
        Logits.of(new double[][] {{ln4, 0}, {ln4, 0}, {ln4, 0}, {ln4, 0}, {0, ln4}, {0, ln4}});
    IsotonicCalibration fit = IsotonicCalibration.fit(logits, new int[] {0, 0, 1, 1, 1, 1});
    Probabilities p = fit.apply(logits);
    assertThat(p.get(0, 0)).isCloseTo(0.5, within(1e-15));
    assertThat(p.get(5, 1)).isEqualTo(1);
    // p = 0.5 lies half-way: 1/4 for class 0, 3/4 for class 1
    Probabilities between = fit.apply(Logits.of(new double[][] {{0, 0}}));
    assertThat(between.row(0)).containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    assertThat(fit.summary()).isEqualTo("isotonic regression of 2 classes, each against the rest");
  }

  @Test
  void whereNoClassIsLikelyAllAre() {
    // class 2 never comes, and 0 and 1 come only where they are likely
    Logits logits = Logits.of(new double[][] {{9, 0, 0}, {0, 9, 0}, {9, 0, 0}, {0, 9, 0}});
    IsotonicCalibration fit = IsotonicCalibration.fit(logits, new int[] {0, 1, 0, 1});
    Probabilities p = fit.apply(Logits.of(new double[][] {{-9, -9, 9}}));
    assertThat(p.row(0)).containsOnly(1 / 3.0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Logits logits = Logits.of(new double[][] {{1, 0}, {0, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsotonicCalibration.fit(logits, new int[] {0, 2}))
        .withMessage("labels must be 0 to 1, found 2 for sample 1");
    IsotonicCalibration fit = IsotonicCalibration.fit(logits, new int[] {0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit.apply(Logits.of(new double[][] {{1, 2, 3}})))
        .withMessage("isotonic calibration was fitted for 2 classes, found 3");
  }
}
