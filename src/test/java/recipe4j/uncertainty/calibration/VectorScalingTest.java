package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.uncertainty.Logits;

class VectorScalingTest {
  @Test
  void aWorkedExample() {
    // the first logit tells two groups apart: class 0 in 3 of 4, and in 1 of 4
    Logits logits =
        Logits.of(
            new double[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {-3, 0}, {-3, 0}, {-3, 0}, {-3, 0}});
    VectorScaling scaling = VectorScaling.fit(logits, new int[] {0, 0, 0, 1, 0, 1, 1, 1});
    assertThat(scaling.converged()).isTrue();
    // w + b = ln 3 and -3 w + b = -ln 3: w = ln 3 / 2, and b = ln 3 / 2 over both classes
    double ln3 = Math.log(3);
    assertThat(scaling.weights().get(0)).isCloseTo(ln3 / 2, within(1e-12));
    assertThat(scaling.biases().get(0)).isCloseTo(ln3 / 4, within(1e-12));
    assertThat(scaling.biases().get(1)).isCloseTo(-ln3 / 4, within(1e-12));
    assertThat(scaling.apply(logits).get(0, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(scaling.apply(logits).get(7, 0)).isCloseTo(0.25, within(1e-12));
    assertThat(scaling.after())
        .isCloseTo(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, within(1e-12))
        .isLessThan(scaling.before());
    assertThat(scaling.summary())
        .isEqualTo("vector scaling takes the negative log-likelihood from 0.6809 to 0.5623");
  }

  @Property(tries = 60)
  void neverWorseThanATemperatureAndAtAnOptimum(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 20) double scale) {
    Random random = new Random(seed);
    double[][] values = new double[400][3];
    int[] labels = new int[400];
    for (int i = 0; i < 400; i++) {
      labels[i] = random.nextInt(3);
      for (int c = 0; c < 3; c++) {
        values[i][c] = scale * (random.nextGaussian() + (c == labels[i] ? 0.8 : 0));
      }
    }
    Logits logits = Logits.of(values);
    VectorScaling scaling = VectorScaling.fit(logits, labels);
    TemperatureScaling temperature = TemperatureScaling.fit(logits, labels);
    assertThat(scaling.converged()).isTrue();
    assertThat(scaling.after()).isLessThanOrEqualTo(temperature.after() + 1e-12);
    assertThat(scaling.after()).isLessThanOrEqualTo(scaling.before());
    assertThat(NegativeLogLikelihood.of(scaling.scale(logits), labels))
        .isCloseTo(scaling.after(), within(1e-12));
    for (int c = 0; c < 3; c++) {
      for (double sign : new double[] {-1, 1}) {
        List<Double> weights = changed(scaling.weights(), c, sign * 1e-3 / scale);
        List<Double> biases = changed(scaling.biases(), c, sign * 1e-3);
        assertThat(likelihood(logits, labels, weights, scaling.biases()))
            .isGreaterThanOrEqualTo(scaling.after());
        assertThat(likelihood(logits, labels, scaling.weights(), biases))
            .isGreaterThanOrEqualTo(scaling.after());
      }
    }
  }

  @Test
  void aSeparatedSetHasNoFiniteOptimum() {
    Logits logits = Logits.of(new double[][] {{5, 1, 0}, {0, 0.1, 0}, {0, 0, 1}});
    VectorScaling scaling = VectorScaling.fit(logits, new int[] {0, 1, 2});
    assertThat(scaling.converged()).isFalse();
    assertThat(scaling.after()).isEqualTo(scaling.before());
    assertThat(scaling.apply(logits)).isEqualTo(logits.softmax());
    assertThat(scaling.summary()).startsWith("vector scaling found no finite optimum");
  }

  @Test
  void norHasOneWithAClassThatNeverComes() {
    Logits logits = Logits.of(new double[][] {{1, 0, 0}, {1, 0, 0.5}, {0, 1, 0}, {0.5, 1, 0}});
    assertThat(VectorScaling.fit(logits, new int[] {0, 1, 1, 0}).converged()).isFalse();
  }

  @Test
  void norHasOneWithLabelsOfOneClass() {
    Logits logits = Logits.of(new double[][] {{1, 0}, {0, 1}, {2, 5}});
    assertThat(VectorScaling.fit(logits, new int[] {1, 1, 1}).converged()).isFalse();
  }

  @Test
  void norHasOneWhereASingleClassIsToldApart() {
    // class 2 is right whenever its logit is 9, else the labels are mixed
    double[][] values = new double[60][];
    int[] labels = new int[60];
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      labels[i] = i % 3;
      values[i] = new double[] {random.nextGaussian(), random.nextGaussian(), i % 3 == 2 ? 9 : 0};
    }
    assertThat(VectorScaling.fit(Logits.of(values), labels).converged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-100, 1e-9, 1, 1e9, 1e100})
  void theWeightsScaleWithTheLogits(double scale) {
    double[][] values = {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {-3, 0}, {-3, 0}, {-3, 0}, {-3, 0}};
    for (double[] row : values) {
      row[0] *= scale;
    }
    VectorScaling scaling =
        VectorScaling.fit(Logits.of(values), new int[] {0, 0, 0, 1, 0, 1, 1, 1});
    assertThat(scaling.converged()).isTrue();
    assertThat(scaling.weights().get(0) * scale).isCloseTo(Math.log(3) / 2, within(1e-9));
  }

  @Test
  void logitsTooLargeForADoublesSquareAreLeftAsTheyAre() {
    Logits logits = Logits.of(new double[][] {{1e300, 0}, {0, 1e300}, {1e300, 0}});
    assertThat(VectorScaling.fit(logits, new int[] {0, 1, 1}).converged()).isFalse();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Logits logits = Logits.of(new double[][] {{1, 0}, {0, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorScaling.fit(logits, new int[] {0, -1}))
        .withMessage("labels must be 0 to 1, found -1 for sample 1");
    VectorScaling scaling = VectorScaling.fit(logits, new int[] {0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scaling.apply(Logits.of(new double[][] {{1, 2, 3}})))
        .withMessage("vector scaling was fitted for 2 classes, found 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorScaling(List.of(1.0), List.of(), true, 1, 1, 1))
        .withMessage("every class needs a weight and a bias, found 1 and 0");
  }

  private static double likelihood(
      Logits logits, int[] labels, List<Double> weights, List<Double> biases) {
    VectorScaling moved = new VectorScaling(weights, biases, true, 0, 0, 0);
    return NegativeLogLikelihood.of(moved.scale(logits), labels);
  }

  private static List<Double> changed(List<Double> values, int at, double by) {
    List<Double> changed = new java.util.ArrayList<>(values);
    changed.set(at, changed.get(at) + by);
    return changed;
  }
}
