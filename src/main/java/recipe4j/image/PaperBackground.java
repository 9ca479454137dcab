package recipe4j.image;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The brightness of the paper under uneven light: a quadratic surface over the picture, fitted by
 * iteratively reweighted least squares with Tukey's biweight, so that ink and specks do not count.
 * It starts from the picture's frame, where there is mostly paper.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1974.10489171">Beaton and Tukey 1974, the
 *     biweight</a>
 */
final class PaperBackground {
  private static final int TERMS = 6;
  private static final int ROUNDS = 10;

  /** Pixels that are looked at, about. */
  private static final int SAMPLES = 10_000;

  private static final double FRAME = 0.04;

  /** Tukey's constant: 95 % efficiency on Gaussian noise. */
  private static final double BIWEIGHT = 4.685;

  /** Standard deviation of Gaussian noise over its median absolute deviation. */
  private static final double MAD_TO_DEVIATION = 1.4826;

  /** Half a step of eight bits, below which noise can't be measured. */
  private static final double LEAST_NOISE = 0.5 / 255;

  /** The same for the start, where the light's unevenness still counts as noise. */
  private static final double LEAST_START = 0.05;

  private final GreyImage image;
  private final double[] coefficients;
  private final double noise;

  private PaperBackground(GreyImage image, double[] coefficients, double noise) {
    this.image = image;
    this.coefficients = coefficients;
    this.noise = noise;
  }

  static PaperBackground of(GreyImage image) {
    int step = (int) Math.max(1, Math.sqrt((double) image.values().length / SAMPLES));
    int columns = (image.width() + step - 1) / step;
    int rows = (image.height() + step - 1) / step;
    double[][] terms = new double[columns * rows][];
    double[] values = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      int x = i % columns * step;
      int y = i / columns * step;
      terms[i] = terms(image, x, y);
      values[i] = image.get(x, y);
    }
    double[] frame = frame(image);
    double start = median(frame);
    double[] residuals = new double[values.length];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = Math.abs(frame[i] - start);
    }
    double spread = Math.max(LEAST_START, MAD_TO_DEVIATION * median(frame));
    double[] coefficients = new double[TERMS];
    coefficients[0] = start;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < values.length; i++) {
        residuals[i] = values[i] - value(coefficients, terms[i]);
      }
      spread = round == 0 ? spread : spread(residuals, spread);
      coefficients = fit(terms, values, residuals, spread);
    }
    return new PaperBackground(image, coefficients, spread);
  }

  /** Standard deviation of the noise on the paper. */
  double noise() {
    return noise;
  }

  /** How much brighter than the paper every pixel is, row by row. */
  float[] residuals() {
    int width = image.width();
    double[] c = coefficients;
    float[] residuals = new float[image.values().length];
    for (int y = 0; y < image.height(); y++) {
      double v = centred(y, image.height());
      for (int x = 0; x < width; x++) {
        double u = centred(x, width);
        double paper = c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v;
        residuals[y * width + x] = (float) (image.get(x, y) - paper);
      }
    }
    return residuals;
  }

  /** A pixel's place from -1 to 1. */
  private static double centred(int index, int count) {
    return 2 * (index + 0.5) / count - 1;
  }

  private static double[] terms(GreyImage image, int x, int y) {
    double u = centred(x, image.width());
    double v = centred(y, image.height());
    return new double[] {1, u, v, u * u, u * v, v * v};
  }

  private static double value(double[] coefficients, double[] terms) {
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += coefficients[i] * terms[i];
    }
    return sum;
  }

  private static double[] frame(GreyImage image) {
    int thick = Math.max(1, (int) (FRAME * Math.min(image.width(), image.height())));
    double[] frame = new double[image.values().length];
    int n = 0;
    for (int y = 0; y < image.height(); y++) {
      boolean edge = y < thick || y >= image.height() - thick;
      for (int x = 0; x < image.width(); x++) {
        if (edge || x < thick || x >= image.width() - thick) {
          frame[n++] = image.get(x, y);
        }
      }
    }
    return Arrays.copyOf(frame, n);
  }

  /** The spread of what was near enough to the surface to count. */
  private static double spread(double[] residuals, double before) {
    double[] near =
        Arrays.stream(residuals).map(Math::abs).filter(r -> r < BIWEIGHT * before).toArray();
    return near.length == 0 ? before : Math.max(LEAST_NOISE, MAD_TO_DEVIATION * median(near));
  }

  private static double[] fit(
      double[][] terms, double[] values, double[] residuals, double spread) {
    double[][] normal = new double[TERMS][TERMS];
    double[] right = new double[TERMS];
    for (int i = 0; i < values.length; i++) {
      double scaled = residuals[i] / (BIWEIGHT * spread);
      if (Math.abs(scaled) >= 1) {
        continue;
      }
      double weight = (1 - scaled * scaled) * (1 - scaled * scaled);
      double[] own = terms[i];
      for (int a = 0; a < TERMS; a++) {
        right[a] += weight * own[a] * values[i];
        for (int b = 0; b < TERMS; b++) {
          normal[a][b] += weight * own[a] * own[b];
        }
      }
    }
    // the smallest solution, where few pixels leave several
    return new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
