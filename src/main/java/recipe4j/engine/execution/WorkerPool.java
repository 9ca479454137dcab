package recipe4j.engine.execution;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Runs a task on several threads, the calling one included, and waits for all of them. */
public class WorkerPool implements AutoCloseable {
  /** As in {@link HelperThreads}. */
  private static final int SPINS = 2_000;

  private final HelperThreads helpers;
  private final AtomicInteger pending = new AtomicInteger();
  private volatile Throwable failure;

  /**
   * Starts the threads.
   *
   * @param size with the calling thread, at least 1
   */
  public WorkerPool(int size) {
    helpers = new HelperThreads(size - 1);
  }

  /** Threads, the calling one included. */
  int size() {
    return helpers.size() + 1;
  }

  /** The threads without the calling one, for a task that does not wait for them. */
  HelperThreads helpers() {
    return helpers;
  }

  /**
   * Runs a task on the first threads and waits for all of them. One caller at a time.
   *
   * @param width how many threads, from 1 to {@link #size}; the caller is number 0
   * @param newTask gets the thread's number
   */
  void run(int width, IntConsumer newTask) {
    if (width == 1) {
      newTask.accept(0);
      return;
    }
    Thread caller = Thread.currentThread();
    failure = null;
    pending.set(helpers.size());
    helpers.offer(id -> runShare(id, width, newTask, caller));
    try {
      newTask.accept(0);
    } finally {
      await();
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the engine failed: " + failure, failure);
    }
  }

  private void runShare(int id, int width, IntConsumer task, Thread caller) {
    try {
      if (id < width) {
        task.accept(id);
      }
    } catch (Throwable e) { // thrown again by the caller's thread
      failure = e;
    }
    if (pending.decrementAndGet() == 0) {
      LockSupport.unpark(caller);
    }
  }

  private void await() {
    for (int spins = 0; pending.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void close() {
    helpers.close();
  }
}
