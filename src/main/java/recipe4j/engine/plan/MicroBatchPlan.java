package recipe4j.engine.plan;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Poison;
import recipe4j.engine.onednn.Profile;

/** The operations that compute micro-batches of one size on one thread, in order. */
public final class MicroBatchPlan {
  private final int rows;
  private final int classes;
  private final Pointer block;
  private final long blockBytes;
  private final Pointer input;
  private final FloatPointer logits;
  private final FloatPointer logitGradient;
  private final List<WeightStore.Copy> copies;
  private final List<MicroBatchCallback> callbacks;
  private final List<Operation> forward;
  private final List<Operation> backward;
  private final List<Operation> firstGradients;
  private final List<Operation> moreGradients;

  /**
   * Takes over what a builder has collected.
   *
   * @param builder bound
   * @param logits output of the last layer, [rows, classes], plain
   * @param logitGradient receives the loss's gradient, in the same layout; null in inference
   * @param callbacks around each micro-batch
   */
  public MicroBatchPlan(
      PlanBuilder builder, Tensor logits, Data logitGradient, List<MicroBatchCallback> callbacks) {
    this.rows = builder.rows();
    this.classes = (int) logits.shape().size();
    this.block = builder.block();
    this.blockBytes = builder.size();
    this.input = new Address(builder.input().address());
    this.logits = logits.data().values();
    this.logitGradient = logitGradient == null ? null : logitGradient.values();
    this.copies = List.copyOf(builder.copies());
    this.callbacks = List.copyOf(callbacks);
    this.forward = List.copyOf(builder.forwardOperations());
    this.backward = List.copyOf(builder.backwardOperations());
    this.firstGradients = List.copyOf(builder.firstGradients());
    this.moreGradients = List.copyOf(builder.moreGradients());
  }

  /**
   * Computes as many rows of a batch as the plan is for.
   *
   * @param batch the whole batch
   * @param from the first row
   * @param first whether gradients are set, rather than added to those of earlier micro-batches
   * @param check finds examples that are not finite
   * @param profile runs the operations, and may record their times
   * @return the summed loss of the rows, 0 without a target
   */
  public double run(Batch batch, int from, boolean first, FiniteCheck check, Profile profile) {
    for (WeightStore.Copy copy : copies) {
      copy.refresh(profile);
    }
    if (Poison.isOn()) {
      Poison.fill(block, blockBytes);
    }
    batch.features.copy(from, rows, input); // only now: refreshing weights uses the block too
    boolean[] notFinite = check.notFiniteRows(input.address(), rows, batch.features.length());
    for (MicroBatchCallback callback : callbacks) {
      callback.before(batch, from, rows);
    }
    profile.run(forward);
    logits.get(batch.logits, from * classes, rows * classes);
    batch.complete(from, rows, notFinite);
    if (batch.target == null) {
      return 0;
    }
    long start = profile.start();
    double loss = batch.target.loss().apply(batch.target, batch.logits, from, rows, classes);
    profile.stop("loss", start);
    if (batch.backward) {
      logitGradient.put(batch.target.gradient(), from * classes, rows * classes);
      profile.run(backward);
      profile.run(first ? firstGradients : moreGradients);
      for (MicroBatchCallback callback : callbacks) {
        callback.after(batch);
      }
    }
    return loss;
  }
}
