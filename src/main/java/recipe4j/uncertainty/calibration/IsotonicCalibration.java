package recipe4j.uncertainty.calibration;

import java.util.List;
import java.util.stream.IntStream;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Matrix;
import recipe4j.uncertainty.Probabilities;

/**
 * Isotonic calibration of each class against the rest, then normalised (Zadrozny and Elkan,
 * "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", 2002): the
 * softmax probability of a class goes through the non-decreasing function that fits held-out labels
 * best. Where all classes get 0, the distribution is uniform.
 *
 * <p>It assumes nothing of the shape of the error, but needs many samples per class, may change
 * predictions, and gives probabilities of exactly 0, by which a single surprise makes the {@link
 * NegativeLogLikelihood} infinite.
 */
public final class IsotonicCalibration implements Calibrator {
  private final List<IsotonicRegression> classes;

  private IsotonicCalibration(List<IsotonicRegression> classes) {
    this.classes = List.copyOf(classes);
  }

  /**
   * Fits one function per class.
   *
   * @param logits of samples that the model was not trained on
   * @param labels the true class of each sample, 0-based
   * @return the fit
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static IsotonicCalibration fit(Logits logits, int[] labels) {
    Labels.check(logits, labels);
    Probabilities p = logits.softmax();
    return new IsotonicCalibration(
        IntStream.range(0, p.classes()).mapToObj(c -> fit(p, labels, c)).toList());
  }

  private static IsotonicRegression fit(Probabilities p, int[] labels, int label) {
    double[] x = new double[labels.length];
    double[] y = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      x[i] = p.get(i, label);
      y[i] = labels[i] == label ? 1 : 0;
    }
    return IsotonicRegression.fit(x, y);
  }

  @Override
  public Probabilities apply(Logits logits) {
    int count = classes.size();
    if (logits.classes() != count) {
      throw new IllegalArgumentException(
          "isotonic calibration was fitted for %s classes, found %s"
              .formatted(count, logits.classes()));
    }
    Probabilities p = logits.softmax();
    double[] values = new double[p.rows() * count];
    for (int i = 0; i < p.rows(); i++) {
      double sum = 0;
      for (int c = 0; c < count; c++) {
        values[i * count + c] = classes.get(c).at(p.get(i, c));
        sum += values[i * count + c];
      }
      for (int c = 0; c < count; c++) {
        values[i * count + c] = sum > 0 ? values[i * count + c] / sum : 1.0 / count;
      }
    }
    return new Probabilities(new Matrix(values, p.rows(), count));
  }

  @Override
  public String summary() {
    return "isotonic regression of %s classes, each against the rest".formatted(classes.size());
  }
}
