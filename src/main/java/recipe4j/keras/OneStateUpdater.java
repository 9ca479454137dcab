package recipe4j.keras;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** Runs an optimizer that keeps one number per parameter, zero at the start. */
final class OneStateUpdater<T extends IUpdater> implements GradientUpdater<T> {
  private static final String STATE = "V";

  private final T config;
  private final Step step;
  private INDArray state;

  OneStateUpdater(T config, Step step) {
    this.config = config;
    this.step = step;
  }

  /** One step of an optimizer. */
  @FunctionalInterface
  interface Step {
    /** Turns a gradient into what is taken off the parameters, in place, and moves the state on. */
    void apply(INDArray gradient, INDArray state, double rate);
  }

  @Override
  public T getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> states, boolean initialize) {
    state = states.get(STATE);
    if (initialize) {
      state.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(STATE, state);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    state = view.reshape(order, shape);
    if (initialize) {
      state.assign(0);
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    step.apply(gradient.reshape(state.shape()), state, config.getLearningRate(iteration, epoch));
  }
}
