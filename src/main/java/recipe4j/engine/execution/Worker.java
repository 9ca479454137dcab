package recipe4j.engine.execution;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Arena;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.MicroBatchPlan;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.WeightStore;

/** One thread's share of a plan: its kernels, its copies of the weights, its gradients. */
final class Worker {
  private final engine cpu;
  private final NetworkGraph blueprint;
  private final Shape input;
  private final ParameterLayout layout;
  private final NativeMemory nativeMemory;
  private final WeightStore weights;
  private final Arena slab;
  private final long lane;
  private final long beside;
  private final Map<Integer, MicroBatchPlan> training = new HashMap<>();
  private final Map<Integer, MicroBatchPlan> inference = new HashMap<>();
  private final Map<Integer, MicroBatchPlan> helping = new HashMap<>();
  private Profile profile = new Profile(false);

  /**
   * A thread's share.
   *
   * @param cpu oneDNN's
   * @param blueprint the network
   * @param input shape of one example
   * @param layout of parameters and gradients
   * @param nativeMemory owns everything native
   * @param parameters address of DL4J's parameters
   * @param lane address of the gradient of this thread's lane; 0 if it is only for inference
   * @param beside address for the gradient of a slice of another lane; 0 for none
   */
  Worker(
      engine cpu,
      NetworkGraph blueprint,
      Shape input,
      ParameterLayout layout,
      NativeMemory nativeMemory,
      long parameters,
      long lane,
      long beside) {
    this.cpu = cpu;
    this.blueprint = blueprint;
    this.input = input;
    this.layout = layout;
    this.nativeMemory = nativeMemory;
    this.weights = new WeightStore(cpu, nativeMemory, parameters);
    this.slab = new Arena(nativeMemory);
    this.lane = lane;
    this.beside = beside;
  }

  void profile(Profile newProfile) {
    this.profile = newProfile;
  }

  Profile profile() {
    return profile;
  }

  /**
   * Computes this thread's slices of a batch, and then some of the others'.
   *
   * @param batch what
   * @param lanes the slices of all threads
   * @param id this thread's number, and its lane's
   * @param version of the parameters
   */
  void run(Batch batch, SliceQueues lanes, int id, long version) {
    weights.at(version);
    Map<Integer, MicroBatchPlan> own = batch.training ? training : inference;
    boolean first = true;
    for (int i = lanes.next(id); i >= 0; i = lanes.next(id)) {
      compute(batch, lanes, i, own, first);
      first = false;
    }
    if (batch.backward) {
      int other = lanes.fromAnother(); // once: there is memory for one gradient beside
      if (other >= 0) {
        compute(batch, lanes, other, helping, true);
      }
    } else {
      for (int i = lanes.fromAnother(); i >= 0; i = lanes.fromAnother()) {
        compute(batch, lanes, i, own, true);
      }
    }
  }

  private void compute(
      Batch batch,
      SliceQueues lanes,
      int number,
      Map<Integer, MicroBatchPlan> plans,
      boolean first) {
    boolean helps = plans == helping;
    Slice slice = lanes.slice(number);
    MicroBatchPlan plan = plan(plans, slice.rows(), helps ? beside : lane);
    double loss = plan.run(batch, slice.from(), first, profile);
    lanes.done(number, loss, helps ? beside : 0);
  }

  private MicroBatchPlan plan(Map<Integer, MicroBatchPlan> plans, int rows, long gradients) {
    MicroBatchPlan plan = plans.get(rows);
    if (plan == null) {
      plan =
          nativeMemory.capture(
              () ->
                  PlanCompiler.compile(
                      blueprint,
                      input,
                      new PlanBuilder(cpu, rows, plans != inference, weights, layout, gradients),
                      slab));
      plans.put(rows, plan);
    }
    return plan;
  }
}
