package recipe4j.optimizer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** An optimizer with a learning rate, constant or by a schedule. */
public abstract class RatedOptimizer implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private @Nullable ISchedule learningRateSchedule;

  /**
   * With a constant rate or a schedule.
   *
   * @param learningRate above 0; NaN beside a schedule
   * @param learningRateSchedule goes before the constant rate; null for none
   */
  protected RatedOptimizer(double learningRate, @Nullable ISchedule learningRateSchedule) {
    this.learningRate = learningRate;
    this.learningRateSchedule = learningRateSchedule;
  }

  /** {@return the schedule, which goes before the constant rate; null for none} */
  public final @Nullable ISchedule schedule() {
    return learningRateSchedule;
  }

  /** {@return the constant rate; NaN beside a schedule} */
  protected final double constantRate() {
    return learningRate;
  }

  /** {@return a copy of the schedule, as DL4J's schedules can be changed; null for none} */
  protected final @Nullable ISchedule copyOfSchedule() {
    return learningRateSchedule == null ? null : learningRateSchedule.clone();
  }

  /** {@return whether another optimizer has the same rate and schedule} */
  protected final boolean hasRateOf(RatedOptimizer other) {
    return Double.compare(learningRate, other.learningRate) == 0 // NaN beside a schedule
        && Objects.equals(learningRateSchedule, other.learningRateSchedule);
  }

  @Override
  public final double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public final boolean hasLearningRate() {
    return true;
  }

  @Override
  public final void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
    learningRate = rate;
    learningRateSchedule = schedule;
  }

  @Override
  public abstract IUpdater clone();
}
