package recipe4j.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs operations; a recording one also adds up the time of each. Belongs to one thread. */
final class Profile {
  private final boolean recording;
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  Profile(boolean recording) {
    this.recording = recording;
  }

  void run(List<Operation> operations) {
    for (int i = 0, n = operations.size(); i < n; i++) {
      run(operations.get(i));
    }
  }

  void run(Operation operation) {
    long start = start();
    operation.run();
    stop(operation.name(), start);
  }

  long start() {
    return recording ? System.nanoTime() : 0;
  }

  void stop(String name, long start) {
    if (recording) {
      nanos.merge(name, System.nanoTime() - start, Long::sum);
    }
  }

  /** Nanoseconds for each operation, in order of their first run. */
  Map<String, Long> nanos() {
    return nanos;
  }
}
