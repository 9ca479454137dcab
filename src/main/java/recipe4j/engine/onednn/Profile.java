package recipe4j.engine.onednn;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs operations and, if recording, sums their processor time, which other processes do not
 * lengthen. For one thread.
 */
public final class Profile {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final boolean recording;
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** A recording one, or one that only runs operations. */
  public Profile(boolean recording) {
    this.recording = recording;
  }

  /** Runs operations in order. */
  public void run(List<Operation> operations) {
    for (int i = 0, n = operations.size(); i < n; i++) {
      run(operations.get(i));
    }
  }

  void run(Operation operation) {
    long start = start();
    operation.run();
    stop(operation.name(), start);
  }

  /** The thread's processor time in nanoseconds, to pass to {@link #stop}; 0 if not recording. */
  public long start() {
    return recording ? CLOCK.getCurrentThreadCpuTime() : 0;
  }

  /** Adds the time since {@link #start} under a name. */
  public void stop(String name, long start) {
    if (recording) {
      nanos.merge(name, CLOCK.getCurrentThreadCpuTime() - start, Long::sum);
    }
  }

  /** Nanoseconds for each operation, in order of their first run. */
  public Map<String, Long> nanos() {
    return nanos;
  }
}
