package recipe4j.engine.execution;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Stages that run one after the other, each of parts that any thread may take. The caller takes
 * parts too, and waits only for those that another thread has begun.
 */
final class StagedTask {
  /** About a millisecond of spinning; a caller that takes longer is itself not running. */
  private static final int SPINS = 50_000;

  private final Runnable[][] stages;
  private final AtomicIntegerArray taken;
  private final AtomicIntegerArray done;
  private volatile int open = -1;
  private volatile Throwable failure;

  /**
   * For one run.
   *
   * @param stages the parts of each stage
   */
  StagedTask(Runnable[]... stages) {
    this.stages = stages;
    this.taken = new AtomicIntegerArray(stages.length);
    this.done = new AtomicIntegerArray(stages.length);
  }

  /** Runs all stages, with the help of those threads that come. */
  void runAll() {
    try {
      for (int stage = 0; stage < stages.length; stage++) {
        open = stage;
        takeParts(stage);
        await(stage);
      }
    } finally {
      open = stages.length;
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yield: another thread's part needs the processor
  private void await(int stage) {
    int parts = stages[stage].length;
    for (int spins = 0; done.get(stage) < parts; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the engine failed: " + failure, failure);
    }
  }

  /** Takes parts, on another thread, until all are done or the caller is held up. */
  void help() {
    for (int stage = 0; stage < stages.length; stage++) {
      for (int spins = 0; open < stage; spins++) {
        if (spins == SPINS) {
          return;
        }
        Thread.onSpinWait();
      }
      takeParts(stage);
    }
  }

  private void takeParts(int stage) {
    Runnable[] parts = stages[stage];
    for (int i = taken.getAndIncrement(stage); i < parts.length; i = taken.getAndIncrement(stage)) {
      try {
        parts[i].run();
      } catch (Throwable e) { // thrown again by the caller's thread
        failure = e;
      } finally {
        done.incrementAndGet(stage);
      }
    }
  }
}
