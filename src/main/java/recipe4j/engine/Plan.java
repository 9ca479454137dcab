package recipe4j.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.Operation.Binding;

/**
 * A network compiled to oneDNN primitives. A batch is cut into micro-batches, each computed by one
 * thread from end to end, so that its activations stay in that processor's cache; the threads meet
 * once, when the batch is done, and their gradients are added up.
 *
 * <p>For one caller at a time.
 */
final class Plan implements AutoCloseable {
  private final NativeMemory nativeMemory = new NativeMemory();
  private final WorkerPool pool;
  private final Shape input;
  private final long parameters;
  private final long gradients;
  private final boolean wholeBatch;
  private final int most;
  private final Worker[] workers;
  private final Operation[] additions;
  private final double[] losses;
  private final FiniteCheck check;
  private final ParameterWatch watch;

  /**
   * Compiles nothing yet: sizes are compiled when they are first seen.
   *
   * @param blueprint the network
   * @param input shape of one example
   * @param layout of parameters and gradients
   * @param parameters address of DL4J's parameters
   * @param gradients address of DL4J's gradients; 0 for a plan that never trains
   * @param pool the threads
   */
  Plan(
      Blueprint blueprint,
      Shape input,
      ParameterLayout layout,
      long parameters,
      long gradients,
      WorkerPool pool) {
    this.pool = pool;
    this.input = input;
    this.parameters = parameters;
    this.gradients = gradients;
    this.wholeBatch = blueprint.needsWholeBatch();
    this.most = MicroBatchSize.of(blueprint, input);
    this.workers = new Worker[pool.size()];
    this.additions = new Operation[pool.size()];
    this.losses = new double[pool.size()];
    this.check = new FiniteCheck(nativeMemory);
    this.watch = new ParameterWatch(nativeMemory, check, parameters, layout.length());
    nativeMemory.capture(
        () -> {
          build(blueprint, layout);
          return this;
        });
  }

  private void build(Blueprint blueprint, ParameterLayout layout) {
    engine cpu = new engine(dnnl.dnnl_cpu, 0);
    PlanBuilder adder = new PlanBuilder(cpu, 1, true, null, layout, 0);
    for (int i = 0; i < workers.length; i++) {
      long target = gradients;
      if (i > 0 && gradients != 0) {
        target = nativeMemory.allocate(layout.length() * Float.BYTES).address();
        additions[i] = addition(adder, cpu, layout.length(), target);
      }
      workers[i] = new Worker(cpu, blueprint, input, layout, nativeMemory, parameters, target);
    }
    adder.bind(nativeMemory.allocate(adder.size()).address());
  }

  private Operation addition(PlanBuilder adder, engine cpu, long length, long part) {
    memory.desc vector = Layouts.plain(length);
    memory total = new memory(vector, cpu, new Address(gradients));
    memory summand = new memory(vector, cpu, new Address(part));
    org.bytedeco.dnnl.binary.desc asked =
        new org.bytedeco.dnnl.binary.desc(dnnl.dnnl_binary_add, vector, vector, vector);
    org.bytedeco.dnnl.binary.primitive_desc chosen =
        new org.bytedeco.dnnl.binary.primitive_desc(asked, adder.attributes(), cpu);
    return adder.operation(
        "add gradients",
        new org.bytedeco.dnnl.binary(chosen),
        chosen,
        new Binding(dnnl.DNNL_ARG_SRC_0, total),
        new Binding(dnnl.DNNL_ARG_SRC_1, summand),
        new Binding(dnnl.DNNL_ARG_DST, total));
  }

  /** Whether the plan was compiled for this input and reads these buffers. */
  boolean fits(Shape example, long parameterAddress, long gradientAddress) {
    return input.equals(example)
        && parameters == parameterAddress
        && (gradients == gradientAddress || gradientAddress == 0);
  }

  /**
   * Computes a batch.
   *
   * @param batch what to compute, and where results go
   * @return the summed loss, 0 without a target
   */
  double run(Batch batch) {
    boolean together = wholeBatch && batch.training;
    List<Slice> slices =
        Slice.of(batch.rows, together ? 1 : pool.size(), together ? batch.rows : most);
    int width = Math.min(slices.size(), pool.size());
    OpenMp.withOneThread(() -> run(batch, slices, width));
    return IntStream.range(0, width).mapToDouble(i -> losses[i]).sum();
  }

  private void run(Batch batch, List<Slice> slices, int width) {
    watch.look(batch.training);
    batch.notFinite =
        watch.isFinite()
            ? check.notFinite(batch.features, batch.rows, batch.rowBytes / Float.BYTES)
            : allTrue(batch.rows);
    long version = watch.version();
    pool.run(width, id -> losses[id] = workers[id].run(batch, slices, id, pool.size(), version));
    if (batch.backward) {
      for (int i = 1; i < width; i++) {
        additions[i].run();
      }
    }
  }

  private static boolean[] allTrue(int rows) {
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    return all;
  }

  void profile(boolean recording) {
    for (Worker worker : workers) {
      worker.profile(new Profile(recording));
    }
  }

  Map<String, Long> profiled() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Worker worker : workers) {
      worker.profile().nanos().forEach((name, nanos) -> all.merge(name, nanos, Long::sum));
    }
    return all;
  }

  /** Bytes of native memory held. */
  long nativeBytes() {
    return nativeMemory.bytes();
  }

  @Override
  public void close() {
    nativeMemory.close();
  }
}
