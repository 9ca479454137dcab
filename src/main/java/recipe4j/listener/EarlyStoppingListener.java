package recipe4j.listener;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;

/**
 * Ends the training when a metric no longer improves: Keras's EarlyStopping
 * (keras/src/callbacks/early_stopping.py), decision by decision.
 *
 * <pre>{@code
 * EarlyStoppingListener stopping =
 *     EarlyStoppingListener.builder().patience(3).restoreBestWeights(true).build();
 * Training.of(net).epochs(100).listeners(stopping).fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of the training (checks, forgets an earlier one), at the end of every
 * epoch, after the validation (compares, keeps the weights, asks to stop), at the end of the
 * training (restores). The first epoch that is watched never stops a training. A first value of NaN
 * stays the best for good, as nothing compares with it.
 *
 * <p>The best weights come back also when the training ends for another reason, as in Keras 3.15.
 * With them come the running means of batch normalisation. As in Keras, the updater's state, the
 * learning rate and the counts of epochs and iterations stay those of the last epoch.
 */
public final class EarlyStoppingListener extends EpochListener implements StatefulListener {
  private final Monitor monitor;
  private final int patience;
  private final @Nullable Double baseline;
  private final int startFromEpoch;
  private final boolean restoreBestWeights;
  private final @Nullable PrintStream out;

  private int wait;
  private @Nullable Double best;
  private int bestEpoch = -1;
  private @Nullable INDArray bestWeights;
  private int stoppedEpoch = -1;

  private EarlyStoppingListener(Builder options) {
    monitor = options.watching(options.minDelta);
    patience = options.patience;
    baseline = options.baseline;
    startFromEpoch = options.startFromEpoch;
    restoreBestWeights = options.restoreBestWeights;
    out = options.out();
  }

  /** {@return options with Keras's defaults: val_loss, patience 0, the last weights} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the 0-based epoch after which this listener ended the training; empty if it did not}
   */
  public OptionalInt stoppedEpoch() {
    return stoppedEpoch < 0 ? OptionalInt.empty() : OptionalInt.of(stoppedEpoch);
  }

  /** {@return the best epoch so far, 0-based; empty before the first that was watched} */
  public OptionalInt bestEpoch() {
    return bestEpoch < 0 ? OptionalInt.empty() : OptionalInt.of(bestEpoch);
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    monitor.requireIn(run.metrics());
    wait = 0;
    best = null;
    bestEpoch = -1;
    bestWeights = null;
    stoppedEpoch = -1;
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    if (logs.epoch() < startFromEpoch) {
      return;
    }
    double value = monitor.valueIn(logs.byName());
    wait++;
    if (monitor.improves(value, best)) {
      best = value;
      bestEpoch = logs.epoch();
      if (restoreBestWeights) {
        bestWeights = run.network().params().dup();
      }
      if (baseline == null || monitor.improves(value, baseline)) {
        wait = 0;
      }
    } else if (wait >= patience) {
      stoppedEpoch = logs.epoch();
      run.stop(
          "%s has not improved enough since epoch %s; early stopping after epoch %s"
              .formatted(monitor.name(), bestEpoch + 1, stoppedEpoch + 1));
    }
  }

  @Override
  public void onTrainingEnd(History history, TrainingRun run) {
    if (bestWeights == null) {
      return;
    }
    run.network().setParams(bestWeights);
    bestWeights = null;
    if (out != null) {
      out.printf(Locale.ROOT, "Restored the weights of epoch %d%n", bestEpoch + 1);
    }
  }

  @Override
  public ListenerState state() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("wait", wait);
    values.put("best_epoch", bestEpoch);
    values.put("stopped_epoch", stoppedEpoch);
    if (best != null) {
      values.put("best", best);
    }
    return new ListenerState(
        values,
        bestWeights == null
            ? Map.of()
            : Map.of("best_weights", bestWeights.ravel().toDoubleVector()));
  }

  @Override
  public void restore(ListenerState state, TrainingRun run) {
    wait = state.whole("wait");
    bestEpoch = state.whole("best_epoch");
    stoppedEpoch = state.whole("stopped_epoch");
    best = state.has("best") ? Double.valueOf(state.number("best")) : null;
    bestWeights = null;
    double[] weights = state.arrays().get("best_weights");
    if (weights != null) {
      INDArray params = run.network().params();
      Require.length(params.length(), weights.length, "best weights");
      bestWeights = Nd4j.createFromArray(weights).castTo(params.dataType()).reshape(params.shape());
    }
  }

  /** Options, with Keras's names and defaults. */
  public static final class Builder extends MonitorOptions<Builder> {
    private double minDelta;
    private int patience;
    private @Nullable Double baseline;
    private int startFromEpoch;
    private boolean restoreBestWeights;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The least change that counts as better; Keras's {@code min_delta}.
     *
     * @param value finite, by default 0; its sign does not matter
     * @return this
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder minDelta(double value) {
      minDelta = Require.finite(value, "min delta");
      return this;
    }

    /**
     * Epochs without a better value after which the training ends.
     *
     * @param epochs at least 0, the default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder patience(int epochs) {
      patience = Require.atLeast(0, epochs, "patience");
      return this;
    }

    /**
     * What a value must beat, beside the best so far, to restart the patience.
     *
     * @param value by default there is none
     * @return this
     */
    public Builder baseline(double value) {
      baseline = value;
      return this;
    }

    /**
     * The first epoch that is watched; Keras's {@code start_from_epoch}.
     *
     * @param epoch 0-based, by default 0
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder startFromEpoch(int epoch) {
      startFromEpoch = Require.atLeast(0, epoch, "start-from epoch");
      return this;
    }

    /**
     * Whether the network gets the weights of the best epoch at the end; Keras's {@code
     * restore_best_weights}.
     *
     * @param value by default false
     * @return this
     */
    public Builder restoreBestWeights(boolean value) {
      restoreBestWeights = value;
      return this;
    }

    /**
     * Makes the listener.
     *
     * @return a listener; it may serve several trainings, one after the other
     * @throws IllegalArgumentException if mode AUTO can't tell the direction of the metric
     */
    public EarlyStoppingListener build() {
      return new EarlyStoppingListener(this);
    }
  }
}
