package recipe4j.keras;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** Runs an optimizer; its state is zero at the start. */
final class OneStateUpdater implements GradientUpdater<OneStateOptimizer> {
  private static final String STATE = "V";

  private final OneStateOptimizer config;
  private INDArray state;

  OneStateUpdater(OneStateOptimizer config) {
    this.config = config;
  }

  @Override
  public OneStateOptimizer getConfig() {
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
    config.step(gradient.reshape(state.shape()), state, config.getLearningRate(iteration, epoch));
  }
}
