package recipe4j.optimizer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An optimizer with what any of Keras's may have around its steps (keras/src/optimizers/
 * base_optimizer.py): gradients are clipped before them, and weights decay beside them, {@code w -=
 * decay rate w} (Loshchilov and Hutter, 2019; with Adam, that is AdamW).
 *
 * <p>DL4J's own updater can't do it, as it shows an optimizer neither weights nor where one array
 * of weights ends. {@code recipe4j.engine.Engines} puts one into a network that can; without it a
 * training fails and says so.
 */
public final class ExtendedOptimizer implements IUpdater {
  private static final long serialVersionUID = 1L;

  /** What is done to gradients whose size is beyond the limit. */
  public enum Clipping {
    /** Nothing. */
    NONE,
    /** {@code clipnorm}: the gradient of each array of weights is scaled down to the limit. */
    NORM,
    /** {@code global_clipnorm}: all gradients are scaled down by one factor. */
    GLOBAL_NORM,
    /** {@code clipvalue}: each value is cut off at the limit and at minus the limit. */
    VALUE
  }

  private final IUpdater optimizer;
  private final double weightDecay;
  private final Clipping clipping;
  private final double limit;

  /**
   * Wraps an optimizer.
   *
   * @param optimizer makes the steps
   * @param weightDecay share of a weight that is lost in a step at rate 1, 0 or more
   * @param clipping of the gradients
   * @param limit of the clipping, above 0; 0 for none
   */
  @JsonCreator
  public ExtendedOptimizer(
      @JsonProperty("optimizer") IUpdater optimizer,
      @JsonProperty("weightDecay") double weightDecay,
      @JsonProperty("clipping") Clipping clipping,
      @JsonProperty("limit") double limit) {
    this.optimizer = optimizer;
    this.weightDecay = weightDecay;
    this.clipping = clipping;
    this.limit = limit;
  }

  /** {@return the optimizer within; the optimizer itself if it is no extended one} */
  public static @Nullable IUpdater within(@Nullable IUpdater any) {
    return any instanceof ExtendedOptimizer extended ? extended.optimizer : any;
  }

  /** {@return share of a weight that is lost in a step at rate 1, 0 or more} */
  public double weightDecay() {
    return weightDecay;
  }

  /** {@return what is done to gradients beyond the limit} */
  public Clipping clipping() {
    return clipping;
  }

  /** {@return limit of the clipping} */
  public double limit() {
    return limit;
  }

  /**
   * Clips gradients in place.
   *
   * @param gradients of all weights, means over the batch
   */
  public void clip(List<INDArray> gradients) {
    switch (clipping) {
      case NORM -> gradients.forEach(one -> scale(one, norm(List.of(one))));
      case GLOBAL_NORM -> {
        double norm = norm(gradients);
        gradients.forEach(one -> scale(one, norm));
      }
      case VALUE ->
          gradients.forEach(
              one -> one.assign(Transforms.min(Transforms.max(one, -limit, true), limit, false)));
      case NONE -> {}
    }
  }

  private static double norm(List<INDArray> gradients) {
    double sum = 0;
    for (INDArray one : gradients) {
      double norm = one.norm2Number().doubleValue();
      sum += norm * norm;
    }
    return Math.sqrt(sum);
  }

  private void scale(INDArray gradient, double norm) {
    if (!(norm <= limit)) { // NaN, too, which then is in all
      gradient.muli(limit / norm);
    }
  }

  /**
   * Adds what decays to a step.
   *
   * @param weights before the step
   * @param step what is taken off them
   * @param rate the learning rate
   */
  public void decay(INDArray weights, INDArray step, double rate) {
    if (weightDecay > 0) {
      step.addi(weights.mul(weightDecay * rate));
    }
  }

  @Override
  public long stateSize(long numParams) {
    return optimizer.stateSize(numParams);
  }

  @Override
  public GradientUpdater<ExtendedOptimizer> instantiate(INDArray view, boolean initialize) {
    return new Within(this, optimizer.instantiate(view, initialize));
  }

  @Override
  public GradientUpdater<ExtendedOptimizer> instantiate(
      Map<String, INDArray> states, boolean initialize) {
    return new Within(this, optimizer.instantiate(states, initialize));
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return optimizer.getLearningRate(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return optimizer.hasLearningRate();
  }

  @Override
  public void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
    optimizer.setLrAndSchedule(rate, schedule);
  }

  @Override
  public ExtendedOptimizer clone() {
    return new ExtendedOptimizer(optimizer.clone(), weightDecay, clipping, limit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtendedOptimizer that
        && optimizer.equals(that.optimizer)
        && weightDecay == that.weightDecay
        && clipping == that.clipping
        && limit == that.limit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(optimizer, weightDecay, clipping, limit);
  }

  /**
   * Holds the optimizer's own updater, for who clips and decays around it.
   *
   * @param config the optimizer
   * @param updater of the optimizer within
   */
  public record Within(ExtendedOptimizer config, GradientUpdater<?> updater)
      implements GradientUpdater<ExtendedOptimizer> {
    @Override
    public ExtendedOptimizer getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> states, boolean initialize) {
      updater.setState(states, initialize);
    }

    @Override
    public Map<String, INDArray> getState() {
      return updater.getState();
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      updater.setStateViewArray(view, shape, order, initialize);
    }

    /** Fails, as without its weights nothing can be clipped and decayed. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      throw new IllegalStateException(
          "the optimizer's clipping and weight decay must be done by recipe4j, found DL4J's own updater; call Engines.stable(network) before it is trained");
    }
  }
}
