package recipe4j.uncertainty;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells images that are unlike anything a model was trained on, by what held-out images of its own
 * kind are like. An image is as unlike as its energy (Liu et al., 2020) or its {@link
 * ClassDistance}, whichever fewer held-out images reach; the result is the share of held-out images
 * that are at least as unlike by that rule, so that a limit of 3% flags 3% of them.
 *
 * @param energy of the held-out images, at temperature 1
 * @param maximumProbability of them: one less the largest probability, at temperature 1; told, not
 *     used, as it is high for an image between two classes, too
 * @param distance fitted on some held-out images; null where the network gives no features
 * @param distances of the other held-out images; null where there is no distance
 * @param least of the shares by energy and by distance, negated so that high is unlike
 */
public record Unlikeness(
    HeldOutScores energy,
    HeldOutScores maximumProbability,
    @Nullable ClassDistance distance,
    @Nullable HeldOutScores distances,
    HeldOutScores least) {
  /** Share of the held-out images below which an image is called unlike them. */
  public static final double LIMIT = 0.03;

  /** Fewest held-out images that tell a limit of a few per cent. */
  public static final int LEAST_IMAGES = 100;

  /**
   * Takes the measure of held-out images.
   *
   * @param logits one row per image, at least {@link #LEAST_IMAGES}
   * @param features what the last layer was given, one row per image; null if it can't be known
   * @param labels the true class per image
   * @return the measure
   * @throws IllegalArgumentException if there are fewer images
   */
  public static Unlikeness of(Logits logits, double @Nullable [][] features, int[] labels) {
    if (logits.rows() < LEAST_IMAGES) {
      throw new IllegalArgumentException(
          "at least %s held-out images are needed to tell what is unlike them, found %s"
              .formatted(LEAST_IMAGES, logits.rows()));
    }
    // means and covariance fit the images that they are of too well: measure the others
    int half = features == null ? 0 : logits.rows() / 2;
    int[] rest = IntStream.range(half, logits.rows()).toArray();
    Logits measured = logits.select(rest);
    double[] energies = UncertaintyScore.ENERGY.of(measured);
    HeldOutScores energy = HeldOutScores.of(energies);
    ClassDistance distance = null;
    HeldOutScores distances = null;
    double[][] others = null;
    if (features != null) {
      distance =
          ClassDistance.fit(
              Arrays.copyOf(features, half), Arrays.copyOf(labels, half), logits.classes());
      others = Arrays.copyOfRange(features, half, features.length);
      distances = HeldOutScores.of(distance.of(others));
    }
    double[] least = least(energy, distance, distances, energies, others);
    for (int i = 0; i < least.length; i++) {
      least[i] = -least[i];
    }
    return new Unlikeness(
        energy,
        HeldOutScores.of(UncertaintyScore.MAXIMUM_PROBABILITY.of(measured)),
        distance,
        distances,
        HeldOutScores.of(least));
  }

  /**
   * How unlike images are.
   *
   * @param logits one row per image
   * @param features one row per image, as many as were measured; null if there is no distance
   * @return per image the share of held-out images that are at least as unlike, 0 to 1; below
   *     {@link #LIMIT} it is unlike anything the model was trained on
   */
  public double[] shares(Logits logits, double @Nullable [][] features) {
    double[] shares =
        least(energy, distance, distances, UncertaintyScore.ENERGY.of(logits), features);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = least.share(-shares[i]);
    }
    return shares;
  }

  private static double[] least(
      HeldOutScores energy,
      @Nullable ClassDistance distance,
      @Nullable HeldOutScores distances,
      double[] energies,
      double @Nullable [][] features) {
    double[] least = Arrays.stream(energies).map(energy::share).toArray();
    if (distance != null && distances != null && features != null) {
      double[] far = distance.of(features);
      Arrays.setAll(least, i -> Math.min(least[i], distances.share(far[i])));
    }
    return least;
  }
}
