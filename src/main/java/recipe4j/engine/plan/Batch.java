package recipe4j.engine.plan;

import java.util.Arrays;
import recipe4j.engine.loss.LossTarget;
import recipe4j.engine.loss.OutputLoss;

/**
 * One call of a plan: the input and the arrays that results are written to. Rows are examples; the
 * threads write to disjoint rows.
 */
public final class Batch {
  public final Features features;
  public final int rows;

  /** The output layer's values, [rows, classes]. */
  public final float[] logits;

  /** What the loss needs; null for plain inference. */
  final LossTarget target;

  /** Whether dropout and batch normalisation work as in training. */
  public final boolean training;

  /** Whether to compute gradients. */
  public final boolean backward;

  public final StepClock clock;

  public final DropoutMasks masks;

  /** The output layer's activation; null if the logits are wanted, or the loss computes it. */
  private final OutputLoss activation;

  /** Whether the network's parameters are finite; if not, all logits must be NaN. */
  public boolean finiteParameters = true;

  /**
   * Describes a call.
   *
   * @param features the examples
   * @param logits receives the values before the activation, [rows, classes]
   * @param target labels and loss, or null
   * @param activation to apply to the logits in place, or null
   * @param training whether dropout and batch normalisation work as in training
   * @param backward whether to compute gradients; needs a target
   * @param clock iteration and epoch
   * @param masks for dropout
   */
  public Batch(
      Features features,
      float[] logits,
      LossTarget target,
      OutputLoss activation,
      boolean training,
      boolean backward,
      StepClock clock,
      DropoutMasks masks) {
    this.features = features;
    this.rows = features.rows();
    this.logits = logits;
    this.target = target;
    this.activation = activation;
    this.training = training;
    this.backward = backward;
    this.clock = clock;
    this.masks = masks;
  }

  /** Whether it is one example of which nothing but the output is wanted. */
  public boolean isSingle() {
    return rows == 1 && !training && target == null;
  }

  /**
   * Completes some rows of the logits: NaN where they must be, then the activation.
   *
   * @param from the first row
   * @param count rows
   * @param notFinite of these rows, true for those whose input is not finite; null if there are
   *     none
   */
  public void complete(int from, int count, boolean[] notFinite) {
    int classes = logits.length / rows;
    for (int i = 0; i < count; i++) {
      if (!finiteParameters || (notFinite != null && notFinite[i])) {
        Arrays.fill(logits, (from + i) * classes, (from + i + 1) * classes, Float.NaN);
      }
    }
    if (activation != null) {
      activation.activate(logits, logits, from, count, classes);
    }
  }

  /**
   * DL4J's counters, both 0-based.
   *
   * @param iteration steps so far
   * @param epoch epochs so far
   */
  public record StepClock(int iteration, int epoch) {}
}
