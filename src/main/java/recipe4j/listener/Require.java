package recipe4j.listener;

import java.util.Locale;

/** Checks of the listeners' options and states. */
final class Require {
  private Require() {}

  static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be at least %d, found %d", name, least, value));
    }
    return value;
  }

  static void length(long wanted, long found, String name) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have length %d, found %d; they belong to another network",
              name,
              wanted,
              found));
    }
  }

  static double finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite, found %s".formatted(name, value));
    }
    return value;
  }
}
