package recipe4j.chart;

import java.util.List;

/**
 * One line of a chart over epochs.
 *
 * @param name for the legend
 * @param firstEpoch 1-based
 * @param values one per epoch
 * @param style how it is drawn
 * @param hollow whether its dots are rings
 */
public record CurveSeries(
    String name, int firstEpoch, List<Double> values, LineStyle style, boolean hollow) {
  /** Keeps a copy of the values. */
  public CurveSeries {
    values = List.copyOf(values);
  }

  /** The epoch of the last value, 1-based. */
  public int lastEpoch() {
    return firstEpoch + values.size() - 1;
  }

  /** The value of an epoch, NaN if there is none. */
  public double at(int epoch) {
    int index = epoch - firstEpoch;
    return index >= 0 && index < values.size() ? values.get(index) : Double.NaN;
  }
}
