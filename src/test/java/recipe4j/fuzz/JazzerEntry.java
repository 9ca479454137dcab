package recipe4j.fuzz;

/** Where Jazzer starts; its argument names the target. */
public final class JazzerEntry {
  private static FuzzTarget target;

  private JazzerEntry() {}

  /** Called once. */
  public static void fuzzerInitialize(String[] args) {
    target = FuzzTargets.of(args[0]);
  }

  /** Called for every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.take(input);
  }
}
