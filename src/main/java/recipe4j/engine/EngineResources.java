package recipe4j.engine;

import java.util.Map;
import recipe4j.engine.execution.ExecutionPlan;
import recipe4j.engine.execution.WorkerPool;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.plan.Batch;

/**
 * A network's threads and compiled plan. It does not refer to the DL4J network, so that a cleaner
 * may hold it.
 */
final class EngineResources implements AutoCloseable, Runnable {
  private final EngineOptions options;
  private final boolean frozen;
  private WorkerPool pool;
  private ExecutionPlan plan;

  /**
   * Starts no thread yet.
   *
   * @param options of the plan
   * @param frozen whether parameters change by training and {@link #forget} alone
   */
  EngineResources(EngineOptions options, boolean frozen) {
    this.options = options;
    this.frozen = frozen;
  }

  /**
   * Computes a batch. The plan is compiled again if the input's shape or DL4J's vectors have
   * changed, or if the plan has failed, as it may then be incomplete. Callers wait for each other.
   *
   * @param network graph and vectors
   * @param input shape of one example
   * @param batch what to compute
   * @return the summed loss, 0 without a target
   */
  synchronized double run(BoundNetwork network, Shape input, Batch batch) {
    Shape canonical = network.graph().canonical(input);
    boolean done = false;
    try {
      if (plan == null || !plan.fits(network, canonical)) {
        close();
        pool = new WorkerPool(options.threads());
        plan = new ExecutionPlan(network, canonical, pool, options.kernels(), frozen);
      }
      double loss = plan.run(batch);
      done = true;
      return loss;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** What the plan is made of. */
  EngineOptions options() {
    return options;
  }

  /** The parameters have changed, though not by training. */
  synchronized void forget() {
    if (plan != null) {
      plan.forget();
    }
  }

  /** Starts or ends the recording of kernel times. */
  synchronized void profile(boolean recording) {
    plan.profile(recording);
  }

  /** Nanoseconds of processor time by kernel since recording began, of all threads together. */
  synchronized Map<String, Long> profiled() {
    return plan.profiled();
  }

  synchronized long nativeBytes() {
    return plan == null ? 0 : plan.nativeBytes();
  }

  @Override
  public synchronized void close() {
    if (plan != null) {
      plan.close();
      plan = null;
    }
    if (pool != null) {
      pool.close();
      pool = null;
    }
  }

  @Override
  public void run() {
    close();
  }
}
