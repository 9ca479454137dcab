package recipe4j.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * A learning rate that depends on one count alone: of epochs or of iterations, both 0-based. All
 * are immutable values with {@code equals}, so that DL4J keeps one updater block for all layers and
 * reads back the state of Adam as it was written.
 */
public sealed interface LearningRateSchedule extends ISchedule
    permits CosineDecaySchedule,
        CosineRestartsSchedule,
        CyclicPolynomialSchedule,
        ExponentialDecaySchedule,
        InverseTimeDecaySchedule,
        PiecewiseSchedule,
        PolynomialDecaySchedule,
        StepDecaySchedule {
  /** {@return what is counted, epochs or iterations} */
  ScheduleType scheduleType();

  /**
   * {@return the rate at one count: finite, at least 0}
   *
   * @param step epoch or iteration, 0-based, at least 0
   */
  double rateAt(int step);

  /** {@return a copy of the schedule that counts iterations} */
  LearningRateSchedule byIteration();

  /**
   * {@return the rate in force: finite, at least 0}
   *
   * @param iteration 0-based, over the whole training
   * @param epoch 0-based
   * @throws IllegalArgumentException if the one that counts is negative
   */
  @Override
  default double valueAt(int iteration, int epoch) {
    boolean byIteration = scheduleType() == ScheduleType.ITERATION;
    int step = byIteration ? iteration : epoch;
    if (step < 0) {
      throw new IllegalArgumentException(
          "%s must be at least 0, found %s".formatted(byIteration ? "iteration" : "epoch", step));
    }
    return rateAt(step);
  }
}
