package recipe4j.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that compute the parts of a batch together with the calling thread. Between batches they
 * spin for a moment, because the next batch is usually near, and then sleep: an idle network costs
 * nothing, and a busy machine gets its processors back.
 */
class WorkerPool implements AutoCloseable {
  /** A few ten microseconds: about what waking a sleeping thread takes. */
  private static final int SPINS = 2_000;

  private final Thread[] threads;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger round = new AtomicInteger();
  private volatile IntConsumer task;
  private volatile Thread caller;
  private volatile Throwable failure;
  private volatile boolean stopped;

  /**
   * Starts the threads.
   *
   * @param size with the calling thread, at least 1
   */
  WorkerPool(int size) {
    threads = new Thread[size - 1];
    for (int i = 0; i < threads.length; i++) {
      int id = i + 1;
      threads[i] = new Thread(() -> work(id), "recipe4j-engine-" + id);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /** Threads, the calling one included. */
  int size() {
    return threads.length + 1;
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
    failure = null;
    caller = Thread.currentThread();
    pending.set(threads.length);
    task =
        id -> {
          if (id < width) {
            newTask.accept(id);
          }
        };
    round.incrementAndGet();
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    try {
      newTask.accept(0);
    } finally {
      await();
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the engine failed: " + failure, failure);
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

  private void work(int id) {
    OpenMp.useOneThread();
    int done = 0;
    while (true) {
      for (int spins = 0; round.get() == done; spins++) {
        if (stopped) {
          return;
        }
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      done++;
      try {
        task.accept(id);
      } catch (Throwable e) {
        failure = e;
      }
      if (pending.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
