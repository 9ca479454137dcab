package recipe4j.keras;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** An optimizer with a learning rate that keeps one number per parameter. */
abstract class OneStateOptimizer implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;

  OneStateOptimizer(double learningRate, ISchedule learningRateSchedule) {
    this.learningRate = learningRate;
    this.learningRateSchedule = learningRateSchedule;
  }

  /** Turns a gradient into what is taken off the parameters, in place, and moves the state on. */
  abstract void step(INDArray gradient, INDArray state, double rate);

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  public GradientUpdater<OneStateOptimizer> instantiate(INDArray view, boolean initialize) {
    OneStateUpdater updater = new OneStateUpdater(this);
    INDArray row = view.reshape(view.length());
    updater.setStateViewArray(row, row.shape(), row.ordering(), initialize);
    return updater;
  }

  @Override
  public GradientUpdater<OneStateOptimizer> instantiate(
      Map<String, INDArray> states, boolean initialize) {
    OneStateUpdater updater = new OneStateUpdater(this);
    updater.setState(states, initialize);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    learningRate = rate;
    learningRateSchedule = schedule;
  }

  /** The constant rate. */
  double constantRate() {
    return learningRate;
  }

  /** The schedule, which goes before the constant rate; null for none. */
  ISchedule schedule() {
    return learningRateSchedule;
  }

  @Override
  public abstract IUpdater clone();
}
