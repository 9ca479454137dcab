package recipe4j.listener;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochLogs;

/**
 * The options that all listeners share that watch a metric, with Keras's names.
 *
 * @param <B> the options themselves
 */
public abstract sealed class MonitorOptions<B extends MonitorOptions<B>>
    permits EarlyStoppingListener.Builder,
        ModelCheckpointListener.Builder,
        ReduceLrOnPlateauListener.Builder {
  private String name = "val_loss";
  private MonitorMode mode = MonitorMode.AUTO;
  private @Nullable PrintStream out;

  /** Watches val_loss and prints nothing. */
  MonitorOptions() {}

  abstract B self();

  /**
   * The metric to watch; Keras's {@code monitor}.
   *
   * @param metric as in {@link EpochLogs#byName}, or as in {@link BatchLogs#byName} where a model
   *     is saved between batches; by default val_loss
   * @return this
   */
  public B monitor(String metric) {
    name = metric;
    return self();
  }

  /**
   * Which way it gets better.
   *
   * @param value by default AUTO
   * @return this
   */
  public B mode(MonitorMode value) {
    mode = value;
    return self();
  }

  /**
   * Where a line is printed when the listener acts; Keras's {@code verbose=1}.
   *
   * @param stream by default nowhere
   * @return this
   */
  public B messages(PrintStream stream) {
    out = stream;
    return self();
  }

  /** The monitor of these options. */
  Monitor watching(double minDelta) {
    return new Monitor(name, mode, minDelta);
  }

  /** Where to print; null for nowhere. */
  @Nullable PrintStream out() {
    return out;
  }
}
