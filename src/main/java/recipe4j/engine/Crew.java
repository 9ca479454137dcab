package recipe4j.engine;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads that may help with a job of some ten microseconds. Nobody waits for them to come: a
 * thread that is asleep, or that the machine gives no processor, finds the work done by the caller.
 */
final class Crew implements AutoCloseable {
  /** A few ten microseconds, the time until the next call of a program that calls on. */
  private static final int SPINS = 2_000;

  private final Thread[] threads;
  private volatile Runnable job;
  private volatile boolean stopped;

  /**
   * Starts the threads.
   *
   * @param size without the calling thread, at least 1
   */
  Crew(int size) {
    threads = new Thread[size];
    for (int i = 0; i < size; i++) {
      threads[i] = new Thread(this::work, "recipe4j-crew-" + (i + 1));
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /**
   * Tells the threads of a job and returns at once.
   *
   * @param newJob another object for every job; returns at once when there is nothing left to do,
   *     and throws nothing
   */
  void offer(Runnable newJob) {
    job = newJob;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void work() {
    OpenMp.useOneThread();
    Runnable done = null;
    for (int spins = 0; !stopped; spins++) {
      Runnable next = job;
      if (next != done) {
        next.run();
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
