package recipe4j.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * What a training ended with: weights, the updater's state, and the figures of every epoch. Two are
 * equal if every bit is the same.
 */
record FinalState(ByteBuffer weights, ByteBuffer updater, ByteBuffer history) {
  static FinalState of(Path run) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile())) {
      return new FinalState(
          entry(zip, "coefficients.bin"),
          entry(zip, "updaterState.bin"),
          ByteBuffer.wrap(Files.readAllBytes(run.resolve("history.json"))));
    }
  }

  private static ByteBuffer entry(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return ByteBuffer.wrap(in.readAllBytes());
    }
  }
}
