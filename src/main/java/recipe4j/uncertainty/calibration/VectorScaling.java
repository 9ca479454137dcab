package recipe4j.uncertainty.calibration;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Vector scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017): every class's
 * logit gets a weight and a bias of its own, {@code softmax(w_c z_c + b_c)}, which minimise the
 * {@link NegativeLogLikelihood} of held-out labels. With equal weights and no biases it is {@link
 * TemperatureScaling}; unlike that it may change predictions, and with few samples it overfits.
 *
 * <p>The likelihood is convex in weights and biases and minimised by Newton's method.
 *
 * @param weights one per class; all 1 where there is no finite optimum
 * @param biases one per class, summing to 0, since a common one changes nothing; all 0 where there
 *     is no finite optimum
 * @param converged whether the optimum was found; false mostly where it lies at infinite weights,
 *     as when every sample, or every sample of one class, can be predicted right
 * @param before negative log-likelihood without scaling, in nats
 * @param after negative log-likelihood at the optimum, never above {@code before}; the same where
 *     there is none
 * @param iterations Newton steps
 */
public record VectorScaling(
    List<Double> weights,
    List<Double> biases,
    boolean converged,
    double before,
    double after,
    int iterations)
    implements Calibrator {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are not as many weights as biases
   */
  public VectorScaling {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    if (weights.size() != biases.size()) {
      throw new IllegalArgumentException(
          "every class needs a weight and a bias, found %s and %s"
              .formatted(weights.size(), biases.size()));
    }
  }

  /**
   * Fits weights and biases.
   *
   * @param logits of samples that the model was not trained on
   * @param labels the true class of each sample, 0-based
   * @return the fit
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static VectorScaling fit(Logits logits, int[] labels) {
    Labels.check(logits, labels);
    return new VectorSolver(logits, labels).solve();
  }

  /** The identity: weights 1, biases 0. */
  static VectorScaling none(int classes, double before, int iterations) {
    return new VectorScaling(
        Collections.nCopies(classes, 1.0),
        Collections.nCopies(classes, 0.0),
        false,
        before,
        before,
        iterations);
  }

  /** Calibrated probabilities. Without a finite optimum they are the plain softmax. */
  @Override
  public Probabilities apply(Logits logits) {
    return scale(logits).softmax();
  }

  /**
   * {@return the logits behind the calibrated probabilities, {@code w_c z_c + b_c}}
   *
   * @param logits of any samples, with as many classes as there are weights
   * @throws IllegalArgumentException if the number of classes differs, or a logit gets too large
   *     for a double
   */
  public Logits scale(Logits logits) {
    if (logits.classes() != weights.size()) {
      throw new IllegalArgumentException(
          "vector scaling was fitted for %s classes, found %s"
              .formatted(weights.size(), logits.classes()));
    }
    double[][] scaled = new double[logits.rows()][];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = logits.row(i);
      for (int c = 0; c < scaled[i].length; c++) {
        scaled[i][c] = weights.get(c) * scaled[i][c] + biases.get(c);
      }
    }
    return Logits.of(scaled);
  }

  @Override
  public String summary() {
    return converged
        ? String.format(
            Locale.ROOT,
            "vector scaling takes the negative log-likelihood from %.4f to %.4f",
            before,
            after)
        : "vector scaling found no finite optimum, as where a class can be told apart without a"
            + " mistake; the logits stay as they are";
  }
}
