package recipe4j.datasets.download;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A point in time at which a download or a wait ends. */
public final class Deadline {
  private final Duration limit;
  private final long end;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** A deadline that much from now. */
  public static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  boolean isOver() {
    return millisLeft() <= 0;
  }

  /** Milliseconds until the end, 0 or less once it has passed. */
  long millisLeft() {
    return (end - System.nanoTime()) / 1_000_000;
  }

  /** The whole duration, for a message. */
  String limit() {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /**
   * Sleeps, but not beyond the end.
   *
   * @throws InterruptedIOException if the thread is interrupted
   */
  void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(Math.max(0, Math.min(millis, millisLeft())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting");
    }
  }
}
