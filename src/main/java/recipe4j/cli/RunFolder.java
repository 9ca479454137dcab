package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a training writes to. */
final class RunFolder {
  private RunFolder() {}

  /** Makes sure, before hours are spent, that the folder can be written. */
  static void prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable-", ".tmp"));
    } catch (IOException e) {
      throw new IOException(
          "cannot write to the run folder %s; choose another with --run DIR".formatted(folder), e);
    }
  }
}
