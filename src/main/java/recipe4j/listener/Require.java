package recipe4j.listener;

/** Checks of the listeners' options and states. */
final class Require {
  private Require() {}

  static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, found %s".formatted(name, least, value));
    }
    return value;
  }

  static void length(long wanted, long found, String name) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          "%s must have length %s, found %s; they belong to another network"
              .formatted(name, wanted, found));
    }
  }

  static double finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite, found %s".formatted(name, value));
    }
    return value;
  }
}
