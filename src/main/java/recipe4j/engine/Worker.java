package recipe4j.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.engine;

/** One thread's share of a plan: its kernels, its copies of the weights, its gradients. */
final class Worker {
  private final engine cpu;
  private final Blueprint blueprint;
  private final Shape input;
  private final ParameterLayout layout;
  private final NativeMemory nativeMemory;
  private final WeightStore weights;
  private final Slab slab;
  private final long gradients;
  private final Map<Integer, MicroPlan> training = new HashMap<>();
  private final Map<Integer, MicroPlan> inference = new HashMap<>();
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
   * @param gradients address of this thread's gradients; 0 if it is only for inference
   */
  Worker(
      engine cpu,
      Blueprint blueprint,
      Shape input,
      ParameterLayout layout,
      NativeMemory nativeMemory,
      long parameters,
      long gradients) {
    this.cpu = cpu;
    this.blueprint = blueprint;
    this.input = input;
    this.layout = layout;
    this.nativeMemory = nativeMemory;
    this.weights = new WeightStore(cpu, nativeMemory, parameters);
    this.slab = new Slab(nativeMemory);
    this.gradients = gradients;
  }

  void profile(Profile newProfile) {
    this.profile = newProfile;
  }

  Profile profile() {
    return profile;
  }

  /**
   * Computes this thread's slices of a batch.
   *
   * @param batch what
   * @param slices of all threads
   * @param id this thread's number
   * @param step how many threads there are
   * @param version of the parameters
   * @return the summed loss of the slices
   */
  double run(Batch batch, List<Slice> slices, int id, int step, long version) {
    weights.at(version);
    double loss = 0;
    for (int i = id; i < slices.size(); i += step) {
      Slice slice = slices.get(i);
      MicroPlan plan = plan(slice.rows(), batch.training);
      loss += plan.run(batch, slice.from(), i == id, profile);
    }
    return loss;
  }

  private MicroPlan plan(int rows, boolean train) {
    Map<Integer, MicroPlan> plans = train ? training : inference;
    MicroPlan plan = plans.get(rows);
    if (plan == null) {
      plan =
          nativeMemory.capture(
              () ->
                  PlanCompiler.compile(
                      blueprint,
                      input,
                      new PlanBuilder(cpu, rows, train, weights, layout, gradients),
                      slab));
      plans.put(rows, plan);
    }
    return plan;
  }
}
