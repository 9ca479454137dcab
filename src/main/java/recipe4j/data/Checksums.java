package recipe4j.data;

/** Compares SHA-256 sums. */
public final class Checksums {
  private Checksums() {}

  /** Refuses content with another sum than the expected one. */
  public static void check(String file, String expected, String found, String remedy)
      throws InvalidDataException {
    if (!found.equals(expected)) {
      throw new InvalidDataException(
          "%s: the unpacked content must have the SHA-256 sum %s, found %s; %s"
              .formatted(file, expected, found, remedy));
    }
  }
}
