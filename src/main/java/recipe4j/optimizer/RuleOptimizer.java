package recipe4j.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** An optimizer of DL4J's that makes its steps by one of the rules of this package. */
public final class RuleOptimizer extends RatedOptimizer {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a record of numbers; DL4J writes JSON
  private final OptimizerRule rule;

  /**
   * A constant rate.
   *
   * @param learningRate above 0
   * @param rule how a step is made of a gradient
   */
  public RuleOptimizer(double learningRate, OptimizerRule rule) {
    this(learningRate, null, rule);
  }

  @JsonCreator
  private RuleOptimizer(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") @Nullable ISchedule learningRateSchedule,
      @JsonProperty("rule") OptimizerRule rule) {
    super(learningRate, learningRateSchedule);
    this.rule = rule;
  }

  /** {@return how a step is made of a gradient} */
  public OptimizerRule rule() {
    return rule;
  }

  @Override
  public long stateSize(long numParams) {
    return rule.arrays() * numParams;
  }

  @Override
  public GradientUpdater<RuleOptimizer> instantiate(INDArray view, boolean initialize) {
    Running running = new Running(this);
    running.setStateViewArray(view, view.shape(), view.ordering(), initialize);
    return running;
  }

  @Override
  public GradientUpdater<RuleOptimizer> instantiate(
      Map<String, INDArray> states, boolean initialize) {
    Running running = new Running(this);
    running.setState(states, initialize);
    return running;
  }

  @Override
  public RuleOptimizer clone() {
    return new RuleOptimizer(constantRate(), copyOfSchedule(), rule);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleOptimizer that && hasRateOf(that) && rule.equals(that.rule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(constantRate(), schedule(), rule);
  }

  /** Holds the arrays, one after the other in DL4J's vector. */
  private static final class Running implements GradientUpdater<RuleOptimizer> {
    private final RuleOptimizer config;
    private List<INDArray> arrays = List.of();

    Running(RuleOptimizer config) {
      this.config = config;
    }

    @Override
    public RuleOptimizer getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> states, boolean initialize) {
      arrays = new ArrayList<>();
      for (int i = 0; i < config.rule.arrays(); i++) {
        arrays.add(Objects.requireNonNull(states.get(String.valueOf(i))));
      }
      initialize(initialize);
    }

    @Override
    public Map<String, INDArray> getState() {
      Map<String, INDArray> states = new java.util.HashMap<>();
      for (int i = 0; i < arrays.size(); i++) {
        states.put(String.valueOf(i), arrays.get(i));
      }
      return states;
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      INDArray row = view.reshape(view.length());
      long size = row.length() / config.rule.arrays();
      arrays = new ArrayList<>();
      for (int i = 0; i < config.rule.arrays(); i++) {
        arrays.add(row.get(NDArrayIndex.interval(i * size, (i + 1) * size)));
      }
      initialize(initialize);
    }

    private void initialize(boolean initialize) {
      if (initialize) {
        arrays.forEach(array -> array.assign(config.rule.initial()));
      }
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      config.rule.apply(
          gradient.reshape(arrays.get(0).shape()),
          arrays,
          new OptimizerRule.Moment(config.getLearningRate(iteration, epoch), iteration + 1));
    }
  }
}
