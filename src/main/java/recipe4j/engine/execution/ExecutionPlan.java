package recipe4j.engine.execution;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.FiniteCheck;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.OpenMp;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.onednn.Vectors;
import recipe4j.engine.plan.Batch;

/**
 * A network compiled to oneDNN primitives. A batch is cut into micro-batches, each computed by one
 * thread from end to end, so that its activations stay in that processor's cache; the threads meet
 * once, when the batch is done, and their gradients are added up. The result depends on the number
 * of threads alone, not on which of them was faster ({@link SliceQueues}).
 *
 * <p>For one caller at a time.
 */
public final class ExecutionPlan implements AutoCloseable {
  /** Pieces for each thread: one that comes late takes fewer. */
  private static final int COMPARISONS = 2;

  private final NativeMemory nativeMemory = new NativeMemory();
  private final WorkerPool pool;
  private final NetworkGraph blueprint;
  private final Shape input;
  private final ParameterLayout layout;
  private final Vectors vectors;
  private final long parameters;
  private final long gradients;
  private final boolean wholeBatch;
  private final int most;
  private final Worker[] workers;
  private final long[] lanes;
  private final GradientSum sum;
  private final FiniteCheck check;
  private final ParameterVersion watch;
  private Optional<SingleExampleForward> shared;

  /**
   * Compiles nothing yet: sizes are compiled when they are first seen.
   *
   * @param blueprint the network
   * @param input shape of one example
   * @param layout of parameters and gradients
   * @param vectors of parameters and gradients, which the plan keeps
   * @param pool the threads
   */
  public ExecutionPlan(
      NetworkGraph blueprint,
      Shape input,
      ParameterLayout layout,
      Vectors vectors,
      WorkerPool pool) {
    this.pool = pool;
    this.blueprint = blueprint;
    this.input = input;
    this.layout = layout;
    this.vectors = vectors;
    this.parameters = vectors.parameterAddress();
    this.gradients = vectors.gradientAddress();
    this.wholeBatch = blueprint.needsWholeBatch();
    this.most = MicroBatchSize.of(blueprint, input);
    this.workers = new Worker[pool.size()];
    this.lanes = new long[pool.size()];
    this.check = new FiniteCheck(nativeMemory);
    this.watch = new ParameterVersion(nativeMemory, check, parameters, layout.length());
    this.sum = nativeMemory.capture(this::build);
  }

  private GradientSum build() {
    engine cpu = new engine(dnnl.dnnl_cpu, 0);
    for (int i = 0; i < workers.length; i++) {
      if (gradients != 0) {
        lanes[i] = i == 0 ? gradients : allocate();
      }
      long beside = gradients == 0 || workers.length == 1 ? 0 : allocate();
      workers[i] =
          new Worker(cpu, blueprint, input, layout, nativeMemory, parameters, lanes[i], beside);
    }
    return new GradientSum(cpu, layout, nativeMemory);
  }

  private long allocate() {
    return nativeMemory.allocate(layout.length() * Float.BYTES).address();
  }

  /** Whether the plan was compiled for this input and works on these vectors. */
  public boolean fits(Shape example, Vectors others) {
    return input.equals(example) && vectors.serve(others);
  }

  /**
   * Computes a batch.
   *
   * @param batch what to compute, and where results go
   * @return the summed loss, 0 without a target
   */
  public double run(Batch batch) {
    boolean together = wholeBatch && batch.training;
    List<Slice> slices =
        Slice.of(batch.rows, together ? 1 : pool.size(), together ? batch.rows : most);
    SliceQueues dealt = new SliceQueues(slices, Math.min(slices.size(), pool.size()));
    try {
      OpenMp.withOneThread(() -> run(batch, dealt));
    } finally {
      Reference.reachabilityFence(vectors); // the operations know only their addresses
    }
    return dealt.loss();
  }

  private void run(Batch batch, SliceQueues dealt) {
    if (batch.isSingle() && pool.size() > 1 && shared().isPresent()) {
      runSingle(batch, shared.get());
      return;
    }
    watch.look(batch.training);
    findNotFinite(batch);
    long version = watch.version();
    pool.run(dealt.width(), id -> workers[id].run(batch, dealt, id, version));
    if (batch.backward) {
      dealt.addUp(lanes, sum);
    }
  }

  /**
   * As the parameters are hardly ever changed between two examples, the threads compute and compare
   * at the same time, and compute again if there was a change.
   */
  private void runSingle(Batch batch, SingleExampleForward forward) {
    if (!watch.hasSeen()) {
      watch.look(false);
    }
    forward.run(batch.features, watch.version(), batch.logits);
    if (!watch.noChange()) {
      watch.look(false);
      forward.run(batch.features, watch.version(), batch.logits);
    }
    findNotFinite(batch);
    batch.spreadNan(0, 1);
  }

  private void findNotFinite(Batch batch) {
    batch.notFinite = watch.isFinite() ? batch.features.notFinite(check) : allTrue(batch.rows);
  }

  /** Compiled when it is first needed: training never does. */
  private Optional<SingleExampleForward> shared() {
    if (shared == null) {
      shared =
          SingleExampleForward.of(
              nativeMemory,
              blueprint,
              input,
              layout,
              parameters,
              pool.crew(),
              watch.comparisons(COMPARISONS * pool.size()));
    }
    return shared;
  }

  private static boolean[] allTrue(int rows) {
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    return all;
  }

  public void profile(boolean recording) {
    for (Worker worker : workers) {
      worker.profile(new Profile(recording));
    }
  }

  public Map<String, Long> profiled() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Worker worker : workers) {
      worker.profile().nanos().forEach((name, nanos) -> all.merge(name, nanos, Long::sum));
    }
    return all;
  }

  /** Bytes of native memory held. */
  public long nativeBytes() {
    return nativeMemory.bytes();
  }

  @Override
  public void close() {
    nativeMemory.close();
  }
}
