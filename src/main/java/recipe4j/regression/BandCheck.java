package recipe4j.regression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares a curve with a band, for one metric. Epochs that only one of the two has are not
 * compared; {@link #otherEpochs} describes them.
 *
 * @param limits of a band
 * @param curve the curve, with at least one epoch of the band
 * @param metric one that both have
 */
public record BandCheck(BandLimits limits, LossCurve curve, String metric) {

  /**
   * Checks that the two fit together.
   *
   * @throws IllegalArgumentException if the band or the curve lacks the metric, or the two have no
   *     epoch in common
   */
  public BandCheck {
    LossCurveBand band = limits.band();
    curve.values(metric);
    band.at(metric, band.firstEpoch());
    if (curve.firstEpoch() >= band.firstEpoch() + band.epochs()
        || curve.firstEpoch() + curve.epochs() <= band.firstEpoch()) {
      throw new IllegalArgumentException(
          "a curve and its band need an epoch in common, found %s and a band of %s"
              .formatted(curve, band));
    }
  }

  /**
   * {@return what is wrong with the epochs, in a sentence; empty if the curve ends where the band
   * ends and begins within it} A curve must go as far as its band, or a run that stopped early
   * would pass, and no further. It may begin later, as a resumed training does.
   */
  public Optional<String> otherEpochs() {
    LossCurveBand band = limits.band();
    int end = curve.firstEpoch() + curve.epochs() - 1;
    int bandEnd = band.firstEpoch() + band.epochs() - 1;
    if (end < bandEnd) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s ends with epoch %d, the band with epoch %d: it stopped early",
              metric,
              end,
              bandEnd));
    }
    if (end > bandEnd || curve.firstEpoch() < band.firstEpoch()) {
      return Optional.of(
          "%s has %s, the band %s: the others can't be judged"
              .formatted(
                  metric,
                  LossCurve.epochs(curve.firstEpoch(), curve.epochs()),
                  LossCurve.epochs(band.firstEpoch(), band.epochs())));
    }
    return Optional.empty();
  }

  /**
   * {@return the epochs of the curve that the band has and that are not in it: places in the curve,
   * 0 for its first epoch}
   */
  public List<Integer> outside() {
    double[] values = curve.values(metric);
    return shared().filter(e -> !(values[e] >= low(e) && values[e] <= high(e))).boxed().toList();
  }

  /** Places in the curve of the epochs that both have. */
  private IntStream shared() {
    LossCurveBand band = limits.band();
    int from = Math.max(0, band.firstEpoch() - curve.firstEpoch());
    int to = Math.min(curve.epochs(), band.firstEpoch() + band.epochs() - curve.firstEpoch());
    return IntStream.range(from, to);
  }

  /**
   * {@return the range that the band allows at one epoch, such as {@code 0.04 to 0.05 (8 runs: mean
   * 0.045 ± 4 × 0.00125)}}
   *
   * @param place in the curve, 0 for its first epoch
   */
  public String expected(int place) {
    return limits.expected(metric, curve.firstEpoch() + place);
  }

  /** {@return the curve drawn over the band, in the epochs that both have: several lines} */
  public String plot() {
    int[] places = shared().toArray();
    double[] low = IntStream.of(places).mapToDouble(this::low).toArray();
    double[] high = IntStream.of(places).mapToDouble(this::high).toArray();
    LossCurve drawn = curve.part(curve.firstEpoch() + places[0], places.length, curve.metrics());
    return CurvePlot.of(drawn, metric).band(low, high).text();
  }

  private double low(int place) {
    return limits.low(metric, curve.firstEpoch() + place);
  }

  private double high(int place) {
    return limits.high(metric, curve.firstEpoch() + place);
  }
}
