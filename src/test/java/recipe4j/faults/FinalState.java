package recipe4j.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;

/** What a training ended with: weights, the updater's state, and the figures of every epoch. */
record FinalState(byte[] weights, byte[] updater, byte[] history) {
  static FinalState of(Path run) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile())) {
      return new FinalState(
          entry(zip, "coefficients.bin"),
          entry(zip, "updaterState.bin"),
          Files.readAllBytes(run.resolve("history.json")));
    }
  }

  private static byte[] entry(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  /** Whether every bit is the same. */
  boolean isSameAs(FinalState other) {
    return Arrays.equals(weights, other.weights)
        && Arrays.equals(updater, other.updater)
        && Arrays.equals(history, other.history);
  }
}
