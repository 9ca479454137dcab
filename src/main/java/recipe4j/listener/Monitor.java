package recipe4j.listener;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric that a listener watches, and when a value counts as better. Compares as Keras's
 * MonitorCallback does (keras/src/callbacks/monitor_callback.py): in single precision, and NaN is
 * never better.
 */
final class Monitor {
  private final String name;
  private final boolean falls;
  private final double minDelta;

  /**
   * Watches a metric.
   *
   * @param minDelta the least change that counts; its sign does not matter
   * @throws IllegalArgumentException if AUTO can't tell the direction
   */
  Monitor(String name, MonitorMode mode, double minDelta) {
    this.name = name;
    this.falls = falls(name, mode);
    this.minDelta = Math.abs(minDelta);
  }

  private static boolean falls(String name, MonitorMode mode) {
    String metric = name.startsWith("val_") ? name.substring("val_".length()) : name;
    if (mode != MonitorMode.AUTO) {
      return mode == MonitorMode.MIN;
    }
    if (!metric.equals("loss") && !metric.equals("accuracy")) {
      throw new IllegalArgumentException(
          "mode AUTO knows the direction of loss and accuracy only, found monitor \"%s\"; give MIN or MAX"
              .formatted(name));
    }
    return metric.equals("loss");
  }

  String name() {
    return name;
  }

  /**
   * Refuses a name that no metric has, before the training begins.
   *
   * @throws IllegalArgumentException with the names there are
   */
  void requireIn(Collection<String> metrics) {
    if (!metrics.contains(name)) {
      throw new IllegalArgumentException(
          "monitor must be one of %s, found \"%s\"".formatted(String.join(", ", metrics), name));
    }
  }

  /** {@return the metric's value among those of an epoch or a batch, which have it} */
  double valueIn(Map<String, ? extends Number> metrics) {
    return Objects.requireNonNull(metrics.get(name)).doubleValue();
  }

  /** Whether a value is better than a reference, which is null while there is none. */
  boolean improves(double value, @Nullable Double reference) {
    if (reference == null) {
      return true;
    }
    return falls
        ? (float) (value + minDelta) < reference.floatValue()
        : (float) (value - minDelta) > reference.floatValue();
  }
}
