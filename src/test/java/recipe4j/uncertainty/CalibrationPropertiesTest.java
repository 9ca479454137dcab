package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import recipe4j.uncertainty.calibration.BrierScore;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;
import recipe4j.uncertainty.calibration.TemperatureScaling;

/** What holds for every set of logits and labels. */
class CalibrationPropertiesTest {
  /** Some samples whose labels follow their logits more or less. */
  private static final class Sample {
    private final Logits logits;
    private final int[] labels;

    private Sample(Logits logits, int[] labels) {
      this.logits = logits;
      this.labels = labels;
    }

    static Sample of(long seed, int rows, int classes, double scale) {
      Random random = new Random(seed);
      double[][] values = new double[rows][classes];
      int[] labels = new int[rows];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < classes; j++) {
          values[i][j] = random.nextGaussian() * scale;
        }
        labels[i] = random.nextInt(classes);
        values[i][labels[i]] += random.nextDouble() * 2 * scale;
      }
      return new Sample(Logits.of(values), labels);
    }
  }

  @Property(tries = 300)
  void fittingNeverHurtsAndNeverChangesAPrediction(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 8) int classes,
      @ForAll @DoubleRange(min = 0.01, max = 200) double scale) {
    Sample sample = Sample.of(seed, rows, classes, scale);
    TemperatureScaling scaling = TemperatureScaling.fit(sample.logits, sample.labels);
    assertThat(scaling.after()).isLessThanOrEqualTo(scaling.before());
    Probabilities calibrated = scaling.apply(sample.logits);
    for (int i = 0; i < rows; i++) {
      int predicted = sample.logits.argmax(i);
      assertThat(calibrated.get(i, predicted)).isEqualTo(calibrated.get(i, calibrated.argmax(i)));
    }
  }

  @Property(tries = 200)
  void noNeighbouringTemperatureIsBetter(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 100) double scale) {
    Sample sample = Sample.of(seed, 40, 4, scale);
    TemperatureScaling scaling = TemperatureScaling.fit(sample.logits, sample.labels);
    if (scaling.isFinite()) {
      for (double factor : new double[] {0.5, 0.99, 1.01, 2}) {
        double there =
            NegativeLogLikelihood.of(sample.logits, sample.labels, scaling.temperature() * factor);
        assertThat(there).isGreaterThanOrEqualTo(scaling.after() - 1e-12);
      }
      assertThat(scaling.gradient() / scale).isCloseTo(0, within(1e-12));
    }
  }

  @Property(tries = 200)
  void fittingTwiceChangesNothingMore(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 10) double scale) {
    Sample sample = Sample.of(seed, 60, 3, scale);
    TemperatureScaling scaling = TemperatureScaling.fit(sample.logits, sample.labels);
    if (scaling.isFinite() && scaling.temperature() < 1000) {
      double[][] divided = new double[60][];
      for (int i = 0; i < 60; i++) {
        double[] row = sample.logits.row(i);
        for (int j = 0; j < row.length; j++) {
          row[j] /= scaling.temperature();
        }
        divided[i] = row;
      }
      TemperatureScaling again = TemperatureScaling.fit(Logits.of(divided), sample.labels);
      assertThat(again.temperature()).isCloseTo(1, within(1e-6));
    }
  }

  @Property(tries = 200)
  void metricsStayInTheirRangesAndIgnoreTheOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 8) int classes,
      @ForAll @DoubleRange(min = 0.01, max = 200) double scale) {
    Sample sample = Sample.of(seed, rows, classes, scale);
    Probabilities p = sample.logits.softmax();
    int[] labels = sample.labels;
    CalibrationError error = CalibrationError.of(p, labels);
    assertThat(error.expected()).isBetween(0.0, error.rootMeanSquare() + 1e-15);
    assertThat(error.rootMeanSquare()).isBetween(0.0, error.maximum() + 1e-15);
    assertThat(error.maximum()).isBetween(0.0, 1.0);
    assertThat(BrierScore.of(p, labels)).isBetween(0.0, 2.0);
    assertThat(CalibrationError.classWise(p, labels)).isBetween(0.0, 1.0);

    List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    int[] rowOrder = order.stream().mapToInt(i -> i).toArray();
    int[] shuffled = order.stream().mapToInt(i -> labels[i]).toArray();
    assertThat(CalibrationError.of(p.select(rowOrder), shuffled).expected())
        .isCloseTo(error.expected(), within(1e-12));
    assertThat(CalibrationError.adaptive(p.select(rowOrder), shuffled).expected())
        .isCloseTo(CalibrationError.adaptive(p, labels).expected(), within(1e-12));
  }
}
