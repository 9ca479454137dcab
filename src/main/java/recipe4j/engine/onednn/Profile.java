package recipe4j.engine.onednn;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs operations; a recording one also adds up the processor time of each, which a busy machine
 * does not stretch. Belongs to one thread.
 */
public final class Profile {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final boolean recording;
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  public Profile(boolean recording) {
    this.recording = recording;
  }

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

  public long start() {
    return recording ? CLOCK.getCurrentThreadCpuTime() : 0;
  }

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
