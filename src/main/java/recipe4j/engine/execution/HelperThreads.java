package recipe4j.engine.execution;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import recipe4j.engine.onednn.OpenMp;

/**
 * Daemon threads that run tasks along with a calling thread. After a task they spin for a moment,
 * because the next one usually follows soon, and then sleep: an idle network takes no processor
 * time.
 *
 * <p>Nothing here waits until they have run a task; {@link WorkerPool} does.
 */
final class HelperThreads implements AutoCloseable {
  /** Some tens of microseconds, about what waking a sleeping thread takes. */
  private static final int SPINS = 2_000;

  private final Thread[] threads;
  private volatile IntConsumer task;
  private volatile boolean stopped;

  /**
   * Starts the threads.
   *
   * @param size without the calling thread, at least 0
   */
  HelperThreads(int size) {
    threads = new Thread[size];
    for (int i = 0; i < size; i++) {
      int id = i + 1;
      threads[i] = new Thread(() -> work(id), "recipe4j-engine-" + id);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /** Threads, without the calling one. */
  int size() {
    return threads.length;
  }

  /**
   * Hands a task to the threads and returns at once. A thread that is still asleep when the next
   * task is offered never runs this one.
   *
   * @param newTask another object for every task; gets the thread's number, from 1, and must throw
   *     nothing
   */
  void offer(IntConsumer newTask) {
    task = newTask;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void work(int id) {
    OpenMp.useOneThread();
    IntConsumer done = null;
    for (int spins = 0; !stopped; spins++) {
      IntConsumer next = task;
      if (next != done) {
        next.accept(id);
        done = next;
        spins = 0;
      } else if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
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
