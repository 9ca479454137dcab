package recipe4j.engine.execution;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Arena;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.FiniteCheck;
import recipe4j.engine.plan.Kernels;
import recipe4j.engine.plan.MicroBatchPlan;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.WeightStore;

/** What one thread owns of a plan: its kernels, its copies of the weights, its gradients. */
final class Worker {
  private final Kernels kernels;
  private final engine cpu;
  private final BoundNetwork network;
  private final Shape input;
  private final NativeMemory nativeMemory;
  private final WeightStore weights;
  private final Arena arena;
  private final FiniteCheck check;
  private final long gradient;
  private final long scratchGradient;
  private final Map<Integer, MicroBatchPlan> training = new HashMap<>();
  private final Map<Integer, MicroBatchPlan> inference = new HashMap<>();

  /** As {@link #training}, but the gradient goes to {@link #scratchGradient}. */
  private final Map<Integer, MicroBatchPlan> helping = new HashMap<>();

  private Profile profile = new Profile(false);

  /**
   * Compiles nothing yet.
   *
   * @param kernels to compile to
   * @param cpu oneDNN's engine; null without oneDNN
   * @param network to compute
   * @param input shape of one example
   * @param nativeMemory owns everything native
   * @param gradient address of the sum of this queue's gradients; 0 if only for inference
   * @param scratchGradient address for the gradient of another queue's slice; 0 for none
   */
  Worker(
      Kernels kernels,
      engine cpu,
      BoundNetwork network,
      Shape input,
      NativeMemory nativeMemory,
      long gradient,
      long scratchGradient) {
    this.kernels = kernels;
    this.cpu = cpu;
    this.network = network;
    this.input = input;
    this.nativeMemory = nativeMemory;
    this.weights = new WeightStore(nativeMemory, network.parameterAddress());
    this.arena = new Arena(nativeMemory);
    this.check = new FiniteCheck(nativeMemory, kernels.lanes());
    this.gradient = gradient;
    this.scratchGradient = scratchGradient;
  }

  void profile(Profile newProfile) {
    this.profile = newProfile;
  }

  Profile profile() {
    return profile;
  }

  /**
   * Computes this thread's slices of a batch, and then some of the other threads'.
   *
   * @param batch the whole batch
   * @param queues the slices of all threads
   * @param id this thread's number, and its queue's
   * @param version of the parameters
   */
  void run(Batch batch, SliceQueues queues, int id, long version) {
    weights.useVersion(version);
    Map<Integer, MicroBatchPlan> own = batch.training ? training : inference;
    boolean first = true;
    for (int i = queues.next(id); i >= 0; i = queues.next(id)) {
      compute(batch, queues, i, own, first);
      first = false;
    }
    if (batch.backward) {
      int other = queues.nextOfAnother(); // once: there is one scratch gradient
      if (other >= 0) {
        compute(batch, queues, other, helping, true);
      }
    } else {
      for (int i = queues.nextOfAnother(); i >= 0; i = queues.nextOfAnother()) {
        compute(batch, queues, i, own, true);
      }
    }
  }

  private void compute(
      Batch batch,
      SliceQueues queues,
      int number,
      Map<Integer, MicroBatchPlan> plans,
      boolean first) {
    boolean helps = plans == helping;
    Slice slice = queues.slice(number);
    MicroBatchPlan plan = plan(plans, slice.rows(), helps ? scratchGradient : gradient);
    double loss = plan.run(batch, slice.from(), first, check, profile);
    queues.done(number, loss, helps ? scratchGradient : 0);
  }

  private MicroBatchPlan plan(Map<Integer, MicroBatchPlan> plans, int rows, long gradients) {
    MicroBatchPlan plan = plans.get(rows);
    if (plan == null) {
      boolean trains = plans != inference;
      plan =
          nativeMemory.capture(
              () ->
                  PlanCompiler.compile(
                      network.graph(),
                      input,
                      new PlanBuilder(
                          kernels, cpu, rows, trains, weights, network.layout(), gradients),
                      arena));
      plans.put(rows, plan);
    }
    return plan;
  }
}
