package recipe4j.engine.execution;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import recipe4j.engine.onednn.OpenMp;

/**
 * Threads that wait for jobs beside a calling thread. After a job they spin for a moment, because
 * the next one is usually near, and then sleep: an idle network costs nothing, and a busy machine
 * gets its processors back.
 *
 * <p>Nobody waits for them to come, unless the caller makes it so.
 */
final class HelperThreads implements AutoCloseable {
  /** A few ten microseconds: about what waking a sleeping thread takes. */
  private static final int SPINS = 2_000;

  private final Thread[] threads;
  private volatile IntConsumer job;
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
   * Tells the threads of a job and returns at once. A thread that is still asleep when the next job
   * is offered never hears of this one.
   *
   * @param newJob another object for every job; gets the thread's number, from 1, and throws
   *     nothing
   */
  void offer(IntConsumer newJob) {
    job = newJob;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void work(int id) {
    OpenMp.useOneThread();
    IntConsumer done = null;
    for (int spins = 0; !stopped; spins++) {
      IntConsumer next = job;
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
