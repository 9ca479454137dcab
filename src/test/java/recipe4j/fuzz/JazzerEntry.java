package recipe4j.fuzz;

import java.io.IOException;
import java.time.Duration;

/** Where Jazzer starts; its argument names the target. */
public final class JazzerEntry {
  private static FuzzTarget target;

  private JazzerEntry() {}

  /** Called once. */
  public static void fuzzerInitialize(String[] args) throws IOException {
    target = FuzzTargets.of(args[0]);
    for (byte[] seed : target.seeds()) {
      target.take(seed); // loads and instruments classes, which is not to count as a hang
    }
    Fuzzed.limit(Duration.ofSeconds(Integer.getInteger("recipe4j.fuzz.seconds", 10)));
  }

  /** Called for every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.take(input);
  }
}
