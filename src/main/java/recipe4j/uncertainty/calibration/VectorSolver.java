package recipe4j.uncertainty.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Softmax;

/**
 * Newton's method with step halving on the mean negative log-likelihood of {@code softmax(w_c z_c +
 * b_c)}. Parameters are the weights, then the biases. Its gradient and curvature, with {@code x =
 * (z_c, 1)} for (weight, bias) of class c and {@code p} the softmax of a sample:
 *
 * <pre>{@code
 * g_c   = mean_i( (p_c - [c = y]) x_c )
 * H_cd  = mean_i( (p_c [c = d] - p_c p_d) x_c x_d )
 * }</pre>
 *
 * <p>It starts from the fitted temperature. Each step solves {@code H step = g} in units that give
 * H a diagonal of ones; the singular value decomposition leaves the direction alone that changes
 * nothing, a bias common to all.
 *
 * <p>Near an optimum the squared length of the steps falls quadratically; where the likelihood
 * gains without end, each step only divides it by e. {@value #MOST_STEPS} steps tell them apart.
 */
final class VectorSolver {
  private static final int MOST_STEPS = 30;
  private static final double CONVERGED = 1e-20;
  private static final int MOST_HALVINGS = 60;

  /** Two values of the likelihood that are closer than this are equal but for rounding. */
  private static final double NOISE = 1e-15;

  private static final double[] NO_STEP = {};

  private final Logits logits;
  private final int[] labels;
  private final int classes;

  private double[] gradient = {};
  private double[][] curvature = {};

  VectorSolver(Logits logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
    this.classes = logits.classes();
  }

  VectorScaling solve() {
    TemperatureScaling start = TemperatureScaling.fit(logits, labels);
    double before = start.before();
    if (start.outcome() == TemperatureScaling.Outcome.SEPARATED) {
      return VectorScaling.none(classes, before, 0);
    }
    double[] parameters = new double[2 * classes];
    Arrays.fill(parameters, 0, classes, 1 / start.temperature());
    double value = evaluate(parameters);
    // while one sample is predicted wrong, at least its own likelihood is ln 2 or more
    double separated = Math.log(2) / labels.length;
    for (int i = 1; i <= MOST_STEPS && value >= separated && Double.isFinite(value); i++) {
      double[] step = step();
      if (step.length == 0) {
        break;
      }
      double decrement = dot(gradient, step);
      if (decrement <= CONVERGED) {
        return result(parameters, before, Math.min(value, before), i);
      }
      double length = 1;
      double[] next = move(parameters, step, length);
      double there = evaluate(next);
      for (int h = 0;
          h < MOST_HALVINGS && !(there <= value - 1e-4 * length * decrement + NOISE);
          h++) {
        length /= 2;
        next = move(parameters, step, length);
        there = evaluate(next);
      }
      parameters = next;
      value = there;
    }
    return VectorScaling.none(classes, before, MOST_STEPS);
  }

  private VectorScaling result(double[] parameters, double before, double after, int iterations) {
    List<Double> weights = DoubleStream.of(parameters).limit(classes).boxed().toList();
    double mean = DoubleStream.of(parameters).skip(classes).sum() / classes;
    List<Double> biases =
        DoubleStream.of(parameters).skip(classes).map(b -> b - mean).boxed().toList();
    return new VectorScaling(weights, biases, true, before, after, iterations);
  }

  private double[] step() {
    int n = gradient.length;
    double[] unit = new double[n];
    for (int a = 0; a < n; a++) {
      if (curvature[a][a] == 0 && gradient[a] != 0) {
        return NO_STEP; // the softmax is saturated
      }
      unit[a] = curvature[a][a] > 0 ? 1 / Math.sqrt(curvature[a][a]) : 1;
    }
    double[][] matrix = new double[n][n];
    double[] right = new double[n];
    for (int a = 0; a < n; a++) {
      right[a] = gradient[a] * unit[a];
      for (int b = 0; b < n; b++) {
        matrix[a][b] = curvature[a][b] * unit[a] * unit[b];
      }
    }
    if (!Arrays.stream(matrix).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      return NO_STEP; // the logits are too large for a double's square
    }
    double[] step =
        new SingularValueDecomposition(new Array2DRowRealMatrix(matrix, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    for (int a = 0; a < n; a++) {
      step[a] *= unit[a];
    }
    return step;
  }

  /** Sets gradient and curvature. */
  private double evaluate(double[] parameters) {
    gradient = new double[2 * classes];
    curvature = new double[2 * classes][2 * classes];
    double sum = 0;
    double[] scaled = new double[classes];
    for (int i = 0; i < labels.length; i++) {
      double[] z = logits.row(i);
      int argmax = 0;
      for (int c = 0; c < classes; c++) {
        scaled[c] = parameters[c] * z[c] + parameters[classes + c];
        argmax = scaled[c] > scaled[argmax] ? c : argmax;
      }
      sum -= Softmax.logOf(scaled, argmax, labels[i], 1);
      add(z, Softmax.of(scaled, argmax, 1), labels[i]);
    }
    for (int a = 0; a < gradient.length; a++) {
      gradient[a] /= labels.length;
      for (int b = 0; b < gradient.length; b++) {
        curvature[a][b] /= labels.length;
      }
    }
    return sum / labels.length;
  }

  private void add(double[] z, double[] p, int label) {
    for (int c = 0; c < classes; c++) {
      double slope = p[c] - (c == label ? 1 : 0);
      gradient[c] += slope * z[c];
      gradient[classes + c] += slope;
      for (int d = 0; d < classes; d++) {
        double h = p[c] * ((c == d ? 1 : 0) - p[d]);
        curvature[c][d] += h * z[c] * z[d];
        curvature[c][classes + d] += h * z[c];
        curvature[classes + c][d] += h * z[d];
        curvature[classes + c][classes + d] += h;
      }
    }
  }

  private static double[] move(double[] from, double[] step, double length) {
    double[] to = new double[from.length];
    for (int a = 0; a < to.length; a++) {
      to[a] = from[a] - length * step[a];
    }
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
