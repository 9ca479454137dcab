package recipe4j.engine.execution;

import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.engine;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.OpenMp;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.FiniteCheck;
import recipe4j.engine.plan.Kernels;

/**
 * A network compiled to kernels. A batch is cut into micro-batches, each computed by one thread
 * from the first layer to the gradient, so that its activations stay in that processor's cache. The
 * threads synchronise once per batch, at its end, and their gradients are added up. The result
 * depends on the number of threads alone, not on their timing ({@link SliceQueues}).
 *
 * <p>For one caller at a time.
 */
public final class ExecutionPlan implements AutoCloseable {
  /** Pieces of the parameters' comparison for each thread: one that starts late takes fewer. */
  private static final int COMPARISONS = 2;

  private final NativeMemory nativeMemory = new NativeMemory();
  private final WorkerPool pool;
  private final BoundNetwork network;
  private final Shape input;
  private final Kernels kernels;
  private final boolean needsWholeBatch;
  private final int largestSlice;
  private final Worker[] workers;
  private final long[] gradients;
  private final GradientSum sum;
  private final FiniteCheck check;
  private final ParameterVersion version;
  private final FasterWay singleWays = new FasterWay();
  private Optional<SingleExampleForward> single;

  /**
   * Compiles nothing yet: each size of micro-batch is compiled when it is first seen.
   *
   * @param network which the plan keeps
   * @param input shape of one example
   * @param pool the threads
   * @param kernels to compile to
   * @param frozen whether parameters change by training and {@link #forget} alone
   */
  public ExecutionPlan(
      BoundNetwork network, Shape input, WorkerPool pool, Kernels kernels, boolean frozen) {
    this.pool = pool;
    this.network = network;
    this.input = input;
    this.kernels = kernels;
    this.needsWholeBatch = network.graph().needsWholeBatch();
    this.largestSlice = MicroBatchSize.of(network.graph(), input);
    this.workers = new Worker[pool.size()];
    this.gradients = new long[pool.size()];
    this.check = new FiniteCheck(nativeMemory, kernels.lanes());
    this.version =
        new ParameterVersion(
            nativeMemory, check, network.parameterAddress(), network.layout().length(), frozen);
    this.sum = nativeMemory.capture(this::build);
  }

  private GradientSum build() {
    engine cpu = kernels.cpu();
    boolean trains = network.gradientAddress() != 0;
    for (int i = 0; i < workers.length; i++) {
      if (trains) {
        gradients[i] = i == 0 ? network.gradientAddress() : allocateGradient();
      }
      long scratchGradient = trains && workers.length > 1 ? allocateGradient() : 0;
      workers[i] =
          new Worker(kernels, cpu, network, input, nativeMemory, gradients[i], scratchGradient);
    }
    return new GradientSum(kernels, cpu, network.layout(), nativeMemory);
  }

  private long allocateGradient() {
    return nativeMemory.allocate(network.layout().length() * Float.BYTES).address();
  }

  /** Whether the plan was compiled for this input and works on this network's vectors. */
  public boolean fits(BoundNetwork other, Shape example) {
    return input.equals(example) && network.sharesMemory(other);
  }

  /**
   * Computes a batch.
   *
   * @param batch what to compute, and where results go
   * @return the summed loss, 0 without a target
   */
  public double run(Batch batch) {
    boolean whole = needsWholeBatch && batch.training;
    List<Slice> slices =
        Slice.of(batch.rows, whole ? 1 : pool.size(), whole ? batch.rows : largestSlice);
    SliceQueues queues = new SliceQueues(slices, Math.min(slices.size(), pool.size()));
    try {
      OpenMp.withOneThread(() -> run(batch, queues));
    } finally {
      Reference.reachabilityFence(network); // the operations know only the vectors' addresses
    }
    return queues.loss();
  }

  private void run(Batch batch, SliceQueues queues) {
    if (batch.isSingle() && pool.size() > 1 && single().isPresent()) {
      long start = System.nanoTime();
      if (singleWays.next() == 0) {
        runSingle(batch, single.get());
      } else {
        runSlices(batch, queues);
      }
      singleWays.took(System.nanoTime() - start);
    } else {
      runSlices(batch, queues);
    }
  }

  private void runSlices(Batch batch, SliceQueues queues) {
    version.update(batch.training);
    batch.finiteParameters = version.isFinite();
    long current = version.number();
    pool.run(queues.count(), id -> workers[id].run(batch, queues, id, current));
    if (batch.backward) {
      queues.addUp(gradients, sum);
    }
  }

  /**
   * The parameters hardly ever change between two single examples. So the threads compute and
   * compare at the same time, and compute again if there was a change.
   */
  private void runSingle(Batch batch, SingleExampleForward forward) {
    if (!version.isKnown()) {
      version.update(false);
    }
    forward.run(batch.features, version.number(), batch.logits);
    if (!version.wasUnchanged()) {
      version.update(false);
      forward.run(batch.features, version.number(), batch.logits);
    }
    batch.finiteParameters = version.isFinite();
    batch.complete(0, 1, batch.features.notFinite(check));
  }

  /** Compiled when it is first needed, which in training is never. */
  private Optional<SingleExampleForward> single() {
    if (single == null) {
      Runnable[] comparisons = version.comparisons(COMPARISONS * pool.size());
      single =
          SingleExampleForward.of(
              nativeMemory, network, input, pool.helpers(), kernels, comparisons);
    }
    return single;
  }

  /** The parameters have changed, though not by training. */
  public void forget() {
    version.forget();
  }

  /** Starts or ends the recording of kernel times; a start forgets what was recorded. */
  public void profile(boolean recording) {
    for (Worker worker : workers) {
      worker.profile(new Profile(recording));
    }
  }

  /** Nanoseconds of processor time by operation, on all threads together. */
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
