package recipe4j.regression;

import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import recipe4j.io.Count;

/**
 * Between which values a further run must stay: either by a rate of false alarms, or so many
 * standard deviations to either side of the mean.
 *
 * <p>By rate it is a simultaneous prediction interval: of runs that differ from the recorded ones
 * by their seed alone, at most that share leaves the band anywhere, in any epoch of any metric. A
 * prediction interval for one more normal value has the half-width {@code t s sqrt(1 + 1/n)} (Hahn
 * 1970, "Statistical intervals for a normal population"); the rate is divided among all epochs and
 * metrics (Bonferroni). Three departures make it hold for curves:
 *
 * <ul>
 *   <li>values are compared on the scale of the logarithm, a loss itself and an accuracy above 1/2
 *       by its distance to 1, since runs scatter by a share of these;
 *   <li>s is the root mean square over the epochs up to two away, since three runs may agree in an
 *       epoch by chance; the n - 1 degrees of freedom count twice for it;
 *   <li>runs have more outliers than normal values: the degrees of freedom f become {@code 1 / (1/f
 *       + 1/10)}.
 * </ul>
 *
 * <p>{@code BandSimulation} in the test sources draws from recorded runs of Keras how often that
 * gives a false alarm; docs/regression.md has the result.
 *
 * <pre>{@code
 * BandLimits limits = BandLimits.ofRate(band, 0.01);
 * boolean inside = value >= limits.low("loss", 3) && value <= limits.high("loss", 3);
 * }</pre>
 *
 * @param band where the recorded runs lie
 * @param width half the width in standard deviations, above 0
 * @param rate of false alarms, above 0 and below 1; NaN where the width was chosen
 */
public record BandLimits(LossCurveBand band, double width, double rate) {
  /** The rate of false alarms where none is given. */
  public static final double DEFAULT_RATE = 0.01;

  private static final int NEAR = 2;
  private static final double NEIGHBOURS = 2;
  private static final double OUTLIERS = 10;
  private static final int NODES = 100;

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public BandLimits {
    if (!(width > 0)) {
      throw new IllegalArgumentException("width of a band must be above 0, found " + width);
    }
  }

  /**
   * Limits by a rate of false alarms.
   *
   * @param band of at least 2 runs
   * @param rate of false alarms in one comparison of a run with all of the band, above 0 and below
   *     1
   * @return the limits
   * @throws IllegalArgumentException if the rate is out of range
   */
  public static BandLimits ofRate(LossCurveBand band, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "rate of false alarms must be above 0 and below 1, found " + rate);
    }
    return new BandLimits(band, width(band, band.runs(), rate), rate);
  }

  /**
   * Limits at so many standard deviations, those of each epoch by itself.
   *
   * @param band of at least 2 runs
   * @param width half the width, above 0
   * @return the limits
   * @throws IllegalArgumentException if the width is not above 0
   */
  public static BandLimits ofWidth(LossCurveBand band, double width) {
    return new BandLimits(band, width, Double.NaN);
  }

  private static double freedom(LossCurveBand band, int runs) {
    return 1 / (1 / ((runs - 1) * (band.epochs() == 1 ? 1 : NEIGHBOURS)) + 1 / OUTLIERS);
  }

  private static double width(LossCurveBand band, int runs, double rate) {
    double each = rate / (2.0 * band.epochs() * band.metrics().size());
    double t = -new TDistribution(null, freedom(band, runs)).inverseCumulativeProbability(each);
    return t * Math.sqrt(1 + 1.0 / runs);
  }

  /**
   * Lower end.
   *
   * @param metric one of the band
   * @param epoch 0-based, of the band
   * @return in the metric's unit
   * @throws IllegalArgumentException if the band has no such metric or epoch
   */
  public double low(String metric, int epoch) {
    return end(metric, epoch, -1);
  }

  /**
   * Upper end.
   *
   * @param metric one of the band
   * @param epoch 0-based, of the band
   * @return in the metric's unit
   * @throws IllegalArgumentException if the band has no such metric or epoch
   */
  public double high(String metric, int epoch) {
    return end(metric, epoch, 1);
  }

  private double end(String metric, int epoch, int side) {
    Spread spread = band.at(metric, epoch);
    if (Double.isNaN(rate)) {
      return side < 0 ? spread.low(width) : spread.high(width);
    }
    double scatter = scatter(metric, epoch);
    return switch (scale(metric, epoch)) {
      case PLAIN -> spread.mean() + side * width * scatter;
      case SIZE -> spread.mean() * Math.exp(side * width * scatter);
      case DISTANCE -> 1 - (1 - spread.mean()) * Math.exp(-side * width * scatter);
    };
  }

  /** What the runs scatter by a share of. */
  private enum Scale {
    SIZE,
    DISTANCE,
    PLAIN
  }

  /** One for all epochs near an epoch, so that their scatter can be pooled. */
  private Scale scale(String metric, int epoch) {
    boolean loss = metric.contains("loss");
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int e = first(epoch); e <= last(epoch); e++) {
      least = Math.min(least, band.at(metric, e).mean());
      most = Math.max(most, band.at(metric, e).mean());
    }
    boolean share = !loss && most < 1 && band.at(metric, epoch).mean() > 0.5;
    return share ? Scale.DISTANCE : least > 0 && (loss || most < 1) ? Scale.SIZE : Scale.PLAIN;
  }

  private double scatter(String metric, int epoch) {
    Scale scale = scale(metric, epoch);
    double sum = 0;
    for (int e = first(epoch); e <= last(epoch); e++) {
      Spread spread = band.at(metric, e);
      double unit =
          switch (scale) {
            case PLAIN -> 1;
            case SIZE -> spread.mean();
            case DISTANCE -> 1 - spread.mean();
          };
      double share = spread.standardDeviation() / unit;
      sum += share * share;
    }
    return Math.sqrt(sum / (last(epoch) - first(epoch) + 1));
  }

  private int first(int epoch) {
    return Math.max(band.firstEpoch(), epoch - NEAR);
  }

  private int last(int epoch) {
    return Math.min(band.firstEpoch() + band.epochs() - 1, epoch + NEAR);
  }

  /**
   * How likely a run is found whose loss lies higher in one epoch, of median scatter among them.
   * The scatter is that of the recorded runs; the distribution is the noncentral t by Abramowitz
   * and Stegun 1964, 26.7.10.
   *
   * @param metric a loss of the band
   * @param ratio how many times higher, above 1
   * @param runs how many recorded runs such a band would have, at least 2
   * @return 0 to 1; 1 if the recorded runs don't differ
   */
  public double power(String metric, double ratio, int runs) {
    double[] scatters =
        IntStream.range(band.firstEpoch(), band.firstEpoch() + band.epochs())
            .mapToDouble(
                e ->
                    scatter(metric, e)
                        / (scale(metric, e) == Scale.PLAIN ? band.at(metric, e).mean() : 1))
            .sorted()
            .toArray();
    double error = Math.abs(scatters[scatters.length / 2]) * Math.sqrt(1 + 1.0 / runs);
    double t = width(band, runs, rate) / Math.sqrt(1 + 1.0 / runs);
    return noncentral(t, freedom(band, runs), Math.log(ratio) / error);
  }

  /** Probability that a noncentral t lies above a value. */
  static double noncentral(double t, double freedom, double shift) {
    if (Double.isInfinite(shift)) {
      return 1;
    }
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, freedom);
    return new GaussIntegratorFactory()
        .legendre(NODES, 0, 1 + 10 / Math.sqrt(2 * freedom))
        .integrate(
            u -> // the standard deviation found, in units of the true one
            normal.cumulativeProbability(shift - t * u)
                    * 2
                    * freedom
                    * u
                    * chiSquared.density(freedom * u * u));
  }

  /**
   * What this band can show, and what more runs would.
   *
   * @return such as "A run that differs by its seed alone leaves this band in at most 1% of
   *     comparisons. ..."
   */
  public String strength() {
    String metric = band.has("loss") ? "loss" : band.has("val_loss") ? "val_loss" : "";
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "A run that differs by its seed alone leaves this band in at most %s%% of comparisons.",
            plain(100 * rate)));
    if (!metric.isEmpty()) {
      text.append(" A ").append(metric).append(" 20% up in an epoch is found with ");
      text.append(percent(power(metric, 1.2, band.runs())));
      text.append(", twice as high with ").append(percent(power(metric, 2, band.runs())));
      text.append("; of ");
      for (int runs : new int[] {5, 10, 20, 40}) {
        if (runs > band.runs()) {
          text.append(
              "%s runs with %s and %s, "
                  .formatted(
                      runs, percent(power(metric, 1.2, runs)), percent(power(metric, 2, runs))));
        }
      }
      text.setLength(text.length() - (text.toString().endsWith("; of ") ? 5 : 2));
      text.append('.');
    }
    return text.toString();
  }

  private static String plain(double value) {
    return Double.toString(value).replaceAll("\\.0$", "");
  }

  private static String percent(double share) {
    return share < 0.01
        ? "less than 1%"
        : String.format(Locale.ROOT, "%d%%", (int) Math.floor(100 * share));
  }

  /**
   * The range at one epoch, for messages.
   *
   * @param metric one of the band
   * @param epoch 0-based, of the band
   * @return such as {@code 0.04 to 0.05 (8 runs: mean 0.045 ± 4 × 0.00125)}
   */
  public String expected(String metric, int epoch) {
    Spread spread = band.at(metric, epoch);
    String range =
        String.format(Locale.ROOT, "%.5g to %.5g", low(metric, epoch), high(metric, epoch));
    if (low(metric, epoch) == high(metric, epoch)) {
      return "%s (%s, all the same there: was each seed another?)"
          .formatted(range, Count.of(spread.runs(), "run"));
    }
    return Double.isNaN(rate)
        ? String.format(
            Locale.ROOT,
            "%s (%s: mean %.5g ± %s × %.2g)",
            range,
            Count.of(spread.runs(), "run"),
            spread.mean(),
            plain(width),
            spread.standardDeviation())
        : String.format(
            Locale.ROOT,
            "%s (%s: mean %.5g, %s%% false alarms)",
            range,
            Count.of(spread.runs(), "run"),
            spread.mean(),
            plain(100 * rate));
  }
}
