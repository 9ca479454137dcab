package recipe4j.engine.plan;

import java.util.Arrays;
import recipe4j.engine.loss.LossTarget;

/**
 * One call of a plan: the input and the arrays that results are written to. Rows are examples; the
 * threads write to disjoint rows.
 */
public final class Batch {
  public final Features features;
  public final int rows;

  /** The output layer's values before its activation, [rows, classes]. */
  public final float[] logits;

  /** What the loss needs; null for plain inference. */
  final LossTarget target;

  /** Whether dropout and batch normalisation work as in training. */
  public final boolean training;

  /** Whether to compute gradients. */
  public final boolean backward;

  public final StepClock clock;

  public final DropoutMasks masks;

  /** True for rows whose logits must be NaN, because of their input; null if there are none. */
  public boolean[] notFinite;

  /**
   * Describes a call.
   *
   * @param features the examples
   * @param logits receives [rows, classes]
   * @param target labels and loss, or null
   * @param training whether dropout and batch normalisation work as in training
   * @param backward whether to compute gradients; needs a target
   * @param clock iteration and epoch
   * @param masks for dropout
   */
  public Batch(
      Features features,
      float[] logits,
      LossTarget target,
      boolean training,
      boolean backward,
      StepClock clock,
      DropoutMasks masks) {
    this.features = features;
    this.rows = features.rows();
    this.logits = logits;
    this.target = target;
    this.training = training;
    this.backward = backward;
    this.clock = clock;
    this.masks = masks;
  }

  /** Whether it is one example of which nothing but the logits is wanted. */
  public boolean isSingle() {
    return rows == 1 && !training && target == null;
  }

  /** Sets the logits of those rows to NaN, of the given ones, that {@link #notFinite} names. */
  public void setNanLogits(int from, int count) {
    if (notFinite == null) {
      return;
    }
    int classes = logits.length / rows;
    for (int row = from; row < from + count; row++) {
      if (notFinite[row]) {
        Arrays.fill(logits, row * classes, (row + 1) * classes, Float.NaN);
      }
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
