package recipe4j.keras;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * SGD with plain momentum as Keras has it (keras/src/optimizers/sgd.py, {@code nesterov=False}):
 * {@code v = momentum v - rate g}, {@code w += v}. ND4J has Nesterov's form only.
 *
 * <p>A model that was trained with it names this class in its configuration, so recipe4j must be on
 * the class path where it is loaded.
 */
public final class KerasMomentum implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double momentum;

  /**
   * A constant rate.
   *
   * @param learningRate above 0
   * @param momentum 0 to below 1
   */
  public KerasMomentum(double learningRate, double momentum) {
    this(learningRate, null, momentum);
  }

  @JsonCreator
  private KerasMomentum(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") ISchedule learningRateSchedule,
      @JsonProperty("momentum") double momentum) {
    this.learningRate = learningRate;
    this.learningRateSchedule = learningRateSchedule;
    this.momentum = momentum;
  }

  /**
   * Share of the last step that goes into the next.
   *
   * @return 0 to below 1
   */
  public double momentum() {
    return momentum;
  }

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  public GradientUpdater<KerasMomentum> instantiate(INDArray view, boolean initialize) {
    var updater = new OneStateUpdater<>(this, this::step);
    INDArray row = view.reshape(view.length());
    updater.setStateViewArray(row, row.shape(), row.ordering(), initialize);
    return updater;
  }

  @Override
  public GradientUpdater<KerasMomentum> instantiate(
      Map<String, INDArray> states, boolean initialize) {
    var updater = new OneStateUpdater<>(this, this::step);
    updater.setState(states, initialize);
    return updater;
  }

  private void step(INDArray gradient, INDArray velocity, double rate) {
    velocity.muli(momentum).subi(gradient.mul(rate));
    gradient.assign(velocity.neg());
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

  @Override
  public KerasMomentum clone() {
    ISchedule schedule = learningRateSchedule == null ? null : learningRateSchedule.clone();
    return new KerasMomentum(learningRate, schedule, momentum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KerasMomentum that
        && learningRate == that.learningRate
        && Objects.equals(learningRateSchedule, that.learningRateSchedule)
        && momentum == that.momentum;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, momentum);
  }
}
