package recipe4j.keras;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.optimizer.RatedOptimizer;

/** An optimizer that keeps one number per parameter. */
abstract class OneStateOptimizer extends RatedOptimizer {
  private static final long serialVersionUID = 1L;

  OneStateOptimizer(double learningRate, @Nullable ISchedule learningRateSchedule) {
    super(learningRate, learningRateSchedule);
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

  /** Runs an optimizer; its state is zero at the start. */
  private static final class OneStateUpdater implements GradientUpdater<OneStateOptimizer> {
    private static final String STATE = "V";

    private final OneStateOptimizer config;
    private @Nullable INDArray state;

    OneStateUpdater(OneStateOptimizer config) {
      this.config = config;
    }

    @Override
    public OneStateOptimizer getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> states, boolean initialize) {
      set(Objects.requireNonNull(states.get(STATE)), initialize);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(STATE, state());
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      set(view.reshape(order, shape), initialize);
    }

    private void set(INDArray given, boolean initialize) {
      state = initialize ? given.assign(0) : given;
    }

    private INDArray state() {
      return Objects.requireNonNull(state, "setStateViewArray comes first");
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray known = state();
      config.step(gradient.reshape(known.shape()), known, config.getLearningRate(iteration, epoch));
    }
  }
}
