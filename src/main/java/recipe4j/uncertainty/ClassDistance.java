package recipe4j.uncertainty;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How far a sample's features lie from those of the nearest class: the smallest squared Mahalanobis
 * distance to a class mean, under one covariance for all classes (Lee et al., "A Simple Unified
 * Framework for Detecting Out-of-Distribution Samples and Adversarial Attacks", 2018, eq. 1 and 2).
 * Features are divided by their length first (Sun et al., "Out-of-Distribution Detection with Deep
 * Nearest Neighbors", 2022, found directions to tell more than lengths), and the covariance S is
 * shrunk to (1 - w) S + w tr(S)/d I, w = 0.02, as after Ledoit and Wolf, 2004.
 *
 * @param means one row per class, [classes, features]; a class without samples has the mean of all
 * @param precision the inverse of the shrunk covariance, [features, features], symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClassDistance(double[][] means, double[][] precision) {
  private static final double SHRINKAGE = 0.02;

  /** By how much two mirrored numbers of a precision may differ, as parts of them. */
  private static final double SYMMETRY = 1e-6;

  /** Where all features are alike. */
  private static final double LEAST_VARIANCE = 1e-6;

  /**
   * Fits means and covariance.
   *
   * @param features finite, [samples, features], at least two samples
   * @param labels a class per sample, from 0 to below {@code classes}
   * @param classes how many there are, at least 1
   * @return the distance
   * @throws IllegalArgumentException if there are fewer than two samples, or not a label for each
   */
  public static ClassDistance fit(double[][] features, int[] labels, int classes) {
    if (features.length < 2 || labels.length != features.length) {
      throw new IllegalArgumentException(
          "a distance needs two samples or more and a label for each, found %s and %s"
              .formatted(features.length, labels.length));
    }
    int size = features[0].length;
    double[][] unit = Arrays.stream(features).map(ClassDistance::unit).toArray(double[][]::new);
    double[][] means = new double[classes + 1][size]; // the last is that of all
    int[] counts = new int[classes + 1];
    for (int i = 0; i < unit.length; i++) {
      add(means[labels[i]], unit[i]);
      add(means[classes], unit[i]);
      counts[labels[i]]++;
      counts[classes]++;
    }
    for (int c = classes; c >= 0; c--) {
      for (int j = 0; j < size; j++) {
        means[c][j] = counts[c] == 0 ? means[classes][j] : means[c][j] / counts[c];
      }
    }
    double[][] covariance = new double[size][size];
    for (int i = 0; i < unit.length; i++) {
      double[] off = difference(unit[i], means[labels[i]]);
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          covariance[a][b] += off[a] * off[b] / unit.length;
        }
      }
    }
    return new ClassDistance(Arrays.copyOf(means, classes), inverseOfShrunk(covariance));
  }

  private static double[][] inverseOfShrunk(double[][] covariance) {
    int size = covariance.length;
    double trace = 0;
    for (int a = 0; a < size; a++) {
      trace += covariance[a][a];
    }
    double mean = Math.max(LEAST_VARIANCE, trace / size);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        covariance[a][b] = (1 - SHRINKAGE) * covariance[a][b] + (a == b ? SHRINKAGE * mean : 0);
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false))
        .getSolver()
        .getInverse()
        .getData();
  }

  /**
   * Distances of samples. With {@code P = L L'} the distance to a mean m is the squared length of
   * {@code L'x - L'm}, so that a sample costs one product with L, however many classes there are.
   *
   * @param features one row per sample, each as long as those that were fitted
   * @return per sample the smallest squared distance to a class, 0 or above
   * @throws IllegalArgumentException if the precision is not symmetric and positive definite
   */
  public double[] of(double[]... features) {
    RealMatrix factor =
        new CholeskyDecomposition(new Array2DRowRealMatrix(precision, false), SYMMETRY, 0).getLT();
    double[][] rows = factor.getData();
    double[][] centers =
        Arrays.stream(means).map(mean -> product(rows, mean)).toArray(double[][]::new);
    return Arrays.stream(features)
        .mapToDouble(x -> nearest(product(rows, unit(x)), centers))
        .toArray();
  }

  private static double nearest(double[] x, double[][] centers) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] center : centers) {
      double sum = 0;
      for (int a = 0; a < x.length; a++) {
        sum += (x[a] - center[a]) * (x[a] - center[a]);
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  /** With a matrix that has zeros below its diagonal. */
  private static double[] product(double[][] upper, double[] x) {
    double[] result = new double[x.length];
    for (int a = 0; a < x.length; a++) {
      for (int b = a; b < x.length; b++) {
        result[a] += upper[a][b] * x[b];
      }
    }
    return result;
  }

  private static double[] unit(double[] features) {
    double squares = Arrays.stream(features).map(f -> f * f).sum();
    double length = squares == 0 ? 1 : Math.sqrt(squares);
    return Arrays.stream(features).map(f -> f / length).toArray();
  }

  private static double[] difference(double[] a, double[] b) {
    double[] off = new double[a.length];
    Arrays.setAll(off, j -> a[j] - b[j]);
    return off;
  }

  private static void add(double[] sum, double[] values) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += values[j];
    }
  }
}
