package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What waits for ever when it is opened, or gives bytes without end. */
public final class Pipes {
  private Pipes() {}

  /** Makes a named pipe that nobody writes into. */
  public static Path make(Path file) throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "only Unix has pipes with names");
    Process process = new ProcessBuilder("mkfifo", file.toString()).start();
    assertThat(process.waitFor()).isZero();
    return file;
  }

  /** A link to a device that never ends. */
  public static Path endless(Path link) throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "only Unix has it");
    return Files.createSymbolicLink(link, Path.of("/dev/zero"));
  }
}
