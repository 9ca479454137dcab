package recipe4j.engine;

import java.util.Map;
import recipe4j.engine.execution.ExecutionPlan;
import recipe4j.engine.execution.WorkerPool;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Vectors;
import recipe4j.engine.plan.Batch;

/**
 * A network's threads and compiled plan. Knows nothing of the network, so a cleaner may hold it.
 */
final class EngineResources implements AutoCloseable, Runnable {
  private final int threads;
  private WorkerPool pool;
  private ExecutionPlan plan;

  EngineResources(int threads) {
    this.threads = threads;
  }

  /**
   * Computes a batch, with a plan that is compiled anew if the input's shape or DL4J's vectors have
   * changed, or if the plan has failed: what it was compiling then is half made. Callers wait for
   * each other.
   *
   * @param blueprint the network
   * @param input shape of one example
   * @param layout of the parameters
   * @param vectors of parameters and gradients
   * @param batch what to compute
   * @return the summed loss, 0 without a target
   */
  synchronized double run(
      NetworkGraph blueprint, Shape input, ParameterLayout layout, Vectors vectors, Batch batch) {
    Shape canonical = blueprint.canonical(input);
    boolean done = false;
    try {
      if (plan == null || !plan.fits(canonical, vectors)) {
        close();
        pool = new WorkerPool(threads);
        plan = new ExecutionPlan(blueprint, canonical, layout, vectors, pool);
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

  /** From now on the plan's threads record what their kernels take, or no longer. */
  synchronized void profile(boolean recording) {
    plan.profile(recording);
  }

  /** Nanoseconds for each kernel since recording began, on all threads together. */
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
