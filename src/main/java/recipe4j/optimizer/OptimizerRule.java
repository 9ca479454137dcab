package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * How an optimizer makes a step of a gradient. It keeps arrays of the gradient's size, in the order
 * in which Keras creates them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
public sealed interface OptimizerRule
    permits AdagradRule, AdamaxRule, AmsGradRule, NadamRule, RmsPropRule {
  /**
   * Where a training stands.
   *
   * @param rate the learning rate, 0 or more
   * @param number of the step, from 1
   */
  record Moment(double rate, int number) {}

  /** {@return how many arrays it keeps, 1 or more} */
  int arrays();

  /** {@return what the arrays hold before the first step} */
  default double initial() {
    return 0;
  }

  /**
   * Moves the arrays on, and turns a gradient into what is taken off the parameters.
   *
   * @param gradient becomes the step
   * @param arrays of the gradient's shape
   * @param moment learning rate and number of the step
   */
  void apply(INDArray gradient, List<INDArray> arrays, Moment moment);
}
