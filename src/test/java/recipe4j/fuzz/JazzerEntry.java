package recipe4j.fuzz;

import java.io.IOException;

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
  }

  /** Called for every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.take(input);
  }
}
