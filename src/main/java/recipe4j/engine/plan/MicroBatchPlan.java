package recipe4j.engine.plan;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Poison;
import recipe4j.engine.onednn.Profile;

/** The operations for one size of micro-batch on one thread, ready to run. */
public final class MicroBatchPlan {
  private final int rows;
  private final int classes;
  private final Pointer memory;
  private final long bytes;
  private final Pointer input;
  private final FloatPointer logits;
  private final FloatPointer logitGradient;
  private final List<WeightStore.Copy> copies;
  private final List<MicroBatchCallback> hooks;
  private final List<Operation> forward;
  private final List<Operation> backward;
  private final List<Operation> firstGradients;
  private final List<Operation> moreGradients;

  public MicroBatchPlan(
      PlanBuilder builder, Tensor logits, memory logitGradient, List<MicroBatchCallback> hooks) {
    this.rows = builder.rows();
    this.classes = (int) logits.shape().size();
    this.memory = builder.place();
    this.bytes = builder.size();
    this.input = builder.input().get_data_handle();
    this.logits = new FloatPointer(logits.data().get_data_handle());
    this.logitGradient =
        logitGradient == null ? null : new FloatPointer(logitGradient.get_data_handle());
    this.copies = List.copyOf(builder.copies());
    this.hooks = List.copyOf(hooks);
    this.forward = List.copyOf(builder.forward());
    this.backward = List.copyOf(builder.backward());
    this.firstGradients = List.copyOf(builder.firstGradients());
    this.moreGradients = List.copyOf(builder.moreGradients());
  }

  int rows() {
    return rows;
  }

  /**
   * Computes some rows of a batch.
   *
   * @param batch the whole batch
   * @param from the first row
   * @param first whether gradients are set rather than added to
   * @param profile records times
   * @return the summed loss of the rows, 0 without a target
   */
  public double run(Batch batch, int from, boolean first, Profile profile) {
    for (WeightStore.Copy copy : copies) {
      copy.renew(profile);
    }
    if (Poison.isOn()) {
      Poison.fill(memory, bytes);
    }
    batch.features.copy(from, rows, input); // after the copies, whose scratch memory this may be
    for (MicroBatchCallback hook : hooks) {
      hook.before(batch, from, rows);
    }
    profile.run(forward);
    logits.get(batch.logits, from * classes, rows * classes);
    batch.spreadNan(from, rows);
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
      for (MicroBatchCallback hook : hooks) {
        hook.after(batch);
      }
    }
    return loss;
  }
}
