package recipe4j.optimizer;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Leaves parameters as they are, whatever their gradient: Keras's {@code trainable=False}. It has
 * no learning rate and no state. ND4J's NoOp takes the gradient off the parameters as it is.
 */
public final class Frozen implements IUpdater {
  private static final long serialVersionUID = 1L;

  @Override
  public long stateSize(long parameters) {
    return 0;
  }

  @Override
  public GradientUpdater<Frozen> instantiate(@Nullable INDArray view, boolean initialize) {
    return new Zero(this);
  }

  @Override
  public GradientUpdater<Frozen> instantiate(Map<String, INDArray> states, boolean initialize) {
    return new Zero(this);
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return Double.NaN; // as ND4J's NoOp
  }

  @Override
  public boolean hasLearningRate() {
    return false;
  }

  @Override
  public void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
    throw new UnsupportedOperationException("a frozen parameter has no learning rate");
  }

  @Override
  public Frozen clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frozen;
  }

  @Override
  public int hashCode() {
    return Frozen.class.hashCode();
  }

  /** Takes the gradient for zero. */
  private record Zero(Frozen config) implements GradientUpdater<Frozen> {
    @Override
    public Frozen getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> states, boolean initialize) {}

    @Override
    public Map<String, INDArray> getState() {
      return Map.of();
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {}

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      gradient.assign(0);
    }
  }
}
