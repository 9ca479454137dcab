package recipe4j.uncertainty;

import java.util.Random;

/**
 * Draws classes at random from the distributions that a temperature makes. At 0 the class with the
 * highest logit comes every time; towards infinity every class comes equally often.
 *
 * <p>The draws of a sample depend on the seed, its position and its distribution alone: the same
 * call gives the same draws on every machine, and more samples or more draws leave the first ones
 * as they were.
 */
public final class TemperatureSampler {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final Probabilities probabilities;

  private TemperatureSampler(Probabilities probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * {@return a sampler of tempered distributions}
   *
   * @param logits one row per sample
   * @param temperature 0 to infinity
   * @throws IllegalArgumentException if the temperature is negative or NaN
   */
  public static TemperatureSampler of(Logits logits, double temperature) {
    return new TemperatureSampler(logits.atTemperature(temperature));
  }

  /** {@return what is drawn from, the tempered distributions} */
  public Probabilities probabilities() {
    return probabilities;
  }

  /**
   * Draws one class per sample.
   *
   * @param seed any number
   * @return one class per sample, each 0 to classes - 1
   */
  public int[] draw(long seed) {
    int[] labels = new int[probabilities.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = draw(i, 1, seed)[0];
    }
    return labels;
  }

  /**
   * Draws several classes for one sample.
   *
   * @param row sample, 0-based
   * @param draws how many, 0 or more
   * @param seed any number
   * @return one class per draw, each 0 to classes - 1
   * @throws IllegalArgumentException if {@code draws} is negative
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public int[] draw(int row, int draws, long seed) {
    if (draws < 0) {
      throw new IllegalArgumentException("draws must be at least 0, found " + draws);
    }
    double[] p = probabilities.row(row);
    // java.util.Random's algorithm is fixed by its specification
    Random random = new Random(mix(seed + GOLDEN_GAMMA * (row + 1)));
    int[] labels = new int[draws];
    for (int i = 0; i < draws; i++) {
      labels[i] = invert(p, random.nextDouble());
    }
    return labels;
  }

  /** The class at {@code u} of the cumulative distribution; never one of probability 0. */
  private static int invert(double[] p, double u) {
    double cumulated = 0;
    int last = 0;
    for (int j = 0; j < p.length; j++) {
      if (p[j] > 0) {
        cumulated += p[j];
        last = j;
        if (u < cumulated) {
          return j;
        }
      }
    }
    return last; // the sum was rounded below 1
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): neighbouring seeds share nothing.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
