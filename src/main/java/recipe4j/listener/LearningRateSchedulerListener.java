package recipe4j.listener;

import java.util.function.IntToDoubleFunction;
import recipe4j.train.EpochListener;
import recipe4j.train.LearningRates;
import recipe4j.train.TrainingRun;

/**
 * Sets the learning rate at the start of every epoch: Keras's LearningRateScheduler.
 *
 * <pre>{@code
 * Training.of(net).epochs(30)
 *     .listeners(new LearningRateSchedulerListener((epoch, rate) -> epoch < 10 ? rate : rate * 0.9))
 *     .fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of the training (checks), at the start of every epoch, 0-based.
 *
 * <p>DL4J's own way is an {@code ISchedule}, given to {@code Training.schedule}: it is saved with
 * the network, stays in force after a resume, and may change the rate within an epoch. Prefer it
 * where the rate is a function of the epoch or the iteration alone; {@code recipe4j.schedule} has
 * the usual ones. This listener is for a rate that depends on the rate before, or on anything else;
 * a saved network has the rate of its last epoch. Both at once are refused, as in Keras.
 */
public final class LearningRateSchedulerListener extends EpochListener {
  private final Schedule schedule;

  /** Keras's {@code schedule(epoch, lr)}. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * {@return the rate of an epoch: finite, at least 0}
     *
     * @param epoch 0-based
     * @param rate the rate so far
     */
    double rate(int epoch, double rate);
  }

  /**
   * Sets the rate by epoch and present rate.
   *
   * @param schedule asked once per epoch, in order
   */
  public LearningRateSchedulerListener(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Sets the rate by epoch alone.
   *
   * @param schedule 0-based epoch to rate
   */
  public LearningRateSchedulerListener(IntToDoubleFunction schedule) {
    this((epoch, rate) -> schedule.applyAsDouble(epoch));
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    LearningRates.requireSettable(run.network());
  }

  @Override
  public void onEpochStart(int epoch, TrainingRun run) {
    double rate = LearningRates.current(run.network());
    double next = schedule.rate(epoch, rate);
    if (next != rate) {
      LearningRates.set(run.network(), next);
    }
  }
}
