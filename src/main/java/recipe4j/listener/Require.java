package recipe4j.listener;

/** Checks of options. */
final class Require {
  private Require() {}

  static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, found %d".formatted(name, least, value));
    }
    return value;
  }

  static double finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite, found %s".formatted(name, value));
    }
    return value;
  }
}
