package recipe4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that goes when the process does. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /** Creates a folder whose files, those of later too, are deleted when the JVM ends. */
  static Path untilExit(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "recipe4j-clean-up"));
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException ignored) {
      // the process ends and nobody can be told; the system empties its temporary folder itself
    }
  }
}
