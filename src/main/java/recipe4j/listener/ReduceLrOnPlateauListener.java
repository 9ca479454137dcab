package recipe4j.listener;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.LearningRates;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;

/**
 * Lowers the learning rate when a metric no longer improves: Keras's ReduceLROnPlateau
 * (keras/src/callbacks/reduce_lr_on_plateau.py), decision by decision.
 *
 * <pre>{@code
 * Training.of(net).epochs(50)
 *     .listeners(ReduceLrOnPlateauListener.builder().factor(0.2).patience(5).build())
 *     .fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of the training (checks, forgets an earlier one), at the end of every
 * epoch, after the validation. The new rate holds from the next epoch on; the metrics of the epoch
 * that ended still have the old one.
 *
 * <p>The network must be on a constant rate. With a schedule the training is refused, as Keras
 * refuses to set the rate of an optimizer that has one.
 */
public final class ReduceLrOnPlateauListener extends EpochListener implements StatefulListener {
  private final Monitor monitor;
  private final double factor;
  private final int patience;
  private final int cooldown;
  private final double minLr;
  private final @Nullable PrintStream out;

  private @Nullable Double best;
  private int wait;
  private int cooldownLeft;

  private ReduceLrOnPlateauListener(Builder options) {
    monitor = options.watching(options.minDelta);
    factor = options.factor;
    patience = options.patience;
    cooldown = options.cooldown;
    minLr = options.minLr;
    out = options.out();
  }

  /** {@return options with Keras's defaults: val_loss, a tenth after 10 epochs, min delta 1e-4} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    monitor.requireIn(run.metrics());
    LearningRates.requireSettable(run.network());
    best = null;
    wait = 0;
    cooldownLeft = 0;
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    double value = monitor.valueIn(logs.byName());
    if (cooldownLeft > 0) {
      cooldownLeft--;
      wait = 0;
    }
    if (monitor.improves(value, best)) {
      best = value;
      wait = 0;
    } else if (cooldownLeft == 0) {
      wait++;
      if (wait >= patience) {
        reduce(logs.epoch(), run);
      }
    }
  }

  /** At the lower bound nothing happens and the wait is not reset, as in Keras. */
  private void reduce(int epoch, TrainingRun run) {
    double rate = LearningRates.current(run.network());
    if ((float) rate <= (float) minLr) {
      return;
    }
    double lower = Math.max(rate * factor, minLr);
    LearningRates.set(run.network(), lower);
    cooldownLeft = cooldown;
    wait = 0;
    if (out != null) {
      out.printf(
          Locale.ROOT,
          "Epoch %d: %s is on a plateau, learning rate %.4g, was %.4g%n",
          epoch + 1,
          monitor.name(),
          lower,
          rate);
    }
  }

  @Override
  public ListenerState state() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("wait", wait);
    values.put("cooldown_left", cooldownLeft);
    if (best != null) {
      values.put("best", best);
    }
    return new ListenerState(values);
  }

  /** The rate itself is in the network. */
  @Override
  public void restore(ListenerState state, TrainingRun run) {
    wait = state.whole("wait");
    cooldownLeft = state.whole("cooldown_left");
    best = state.has("best") ? Double.valueOf(state.number("best")) : null;
  }

  /** Options, with Keras's names and defaults. */
  public static final class Builder extends MonitorOptions<Builder> {
    private double factor = 0.1;
    private int patience = 10;
    private double minDelta = 1e-4;
    private int cooldown;
    private double minLr;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * What the rate is multiplied by.
     *
     * @param value above 0 and below 1, by default 0.1
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public Builder factor(double value) {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException("factor must be above 0 and below 1, found " + value);
      }
      factor = value;
      return this;
    }

    /**
     * Epochs without a better value after which the rate falls.
     *
     * @param epochs at least 0, by default 10
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder patience(int epochs) {
      patience = Require.atLeast(0, epochs, "patience");
      return this;
    }

    /**
     * The least change that counts as better; Keras's {@code min_delta}.
     *
     * @param value finite, by default 1e-4; its sign does not matter
     * @return this
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder minDelta(double value) {
      minDelta = Require.finite(value, "min delta");
      return this;
    }

    /**
     * Epochs after a fall in which nothing is counted.
     *
     * @param epochs at least 0, the default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder cooldown(int epochs) {
      cooldown = Require.atLeast(0, epochs, "cooldown");
      return this;
    }

    /**
     * The lowest rate; Keras's {@code min_lr}.
     *
     * @param value finite, at least 0, the default
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public Builder minLr(double value) {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "min learning rate must be finite and at least 0, found " + value);
      }
      minLr = value;
      return this;
    }

    /**
     * Makes the listener.
     *
     * @return a listener; it may serve several trainings, one after the other
     * @throws IllegalArgumentException if mode AUTO can't tell the direction of the metric
     */
    public ReduceLrOnPlateauListener build() {
      return new ReduceLrOnPlateauListener(this);
    }
  }
}
