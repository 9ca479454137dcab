package recipe4j.report;

import java.util.List;
import recipe4j.figure.Pen;

/**
 * One line of a chart over epochs.
 *
 * @param name for the legend
 * @param firstEpoch 1-based
 * @param values one per epoch
 * @param pen how it is drawn
 * @param hollow whether its dots are rings
 */
record Series(String name, int firstEpoch, List<Double> values, Pen pen, boolean hollow) {
  Series {
    values = List.copyOf(values);
  }

  int lastEpoch() {
    return firstEpoch + values.size() - 1;
  }

  /** The value of an epoch, NaN if there is none. */
  double at(int epoch) {
    int index = epoch - firstEpoch;
    return index >= 0 && index < values.size() ? values.get(index) : Double.NaN;
  }
}
