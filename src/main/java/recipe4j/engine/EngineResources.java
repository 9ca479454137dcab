package recipe4j.engine;

/**
 * A network's threads and compiled plan. Knows nothing of the network, so a cleaner may hold it.
 */
final class EngineResources implements AutoCloseable, Runnable {
  private final int threads;
  private WorkerPool pool;
  private Plan plan;

  EngineResources(int threads) {
    this.threads = threads;
  }

  /**
   * The plan for an input, compiled anew if the input's shape or DL4J's buffers have changed.
   *
   * @param blueprint the network
   * @param input shape of one example
   * @param layout of the parameters
   * @param parameters address
   * @param gradients address, 0 if gradients aren't needed
   * @return the plan
   */
  synchronized Plan plan(
      Blueprint blueprint, Shape input, ParameterLayout layout, long parameters, long gradients) {
    if (plan == null || !plan.fits(input, parameters, gradients)) {
      close();
      pool = new WorkerPool(threads);
      plan = new Plan(blueprint, input, layout, parameters, gradients, pool);
    }
    return plan;
  }

  synchronized long nativeBytes() {
    return plan == null ? 0 : plan.nativeBytes();
  }

  @Override
  public synchronized void close() {
    if (plan != null) {
      plan.close();
      pool.close();
      plan = null;
    }
  }

  @Override
  public void run() {
    close();
  }
}
