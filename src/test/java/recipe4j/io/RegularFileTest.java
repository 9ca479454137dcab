package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
  @TempDir private Path folder;

  @Test
  void aFileAndALinkToOneAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "content");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    for (Path name : new Path[] {file, link}) {
      assertThat(RegularFile.bytes(name, 7)).asString().isEqualTo("content");
      try (InputStream in = RegularFile.open(name)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("content");
      }
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "content");
    assertThatThrownBy(() -> RegularFile.bytes(file, 6))
        .isInstanceOf(FileTooLargeException.class)
        .hasMessage(file + " must have at most 6 bytes, found 7");
  }

  /** Reading some of them never ends; the system calls them regular and empty. */
  @Test
  void whatTheSystemMakesUpIsNotRead() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(file), "only Linux has it");
    Path link = Files.createSymbolicLink(folder.resolve("digit.png"), file);
    for (Path name : new Path[] {file, link}) {
      assertThatThrownBy(() -> RegularFile.open(name))
          .hasMessage(
              name
                  + ": a file on a disk must be named, found one that the system makes up; copy its content into a file");
    }
    assertThat(RegularFile.bytes(Files.createFile(folder.resolve("empty")), 1)).isEmpty();
    assertThat(RegularFile.ofSystem(file, 1 << 20)).isNotEmpty();
    assertThatThrownBy(() -> RegularFile.ofSystem(file, 10))
        .isInstanceOf(FileTooLargeException.class);
  }

  @Test
  void whatWaitsOrNeverEndsIsNotOpened() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    Path endless = Pipes.endless(folder.resolve("endless"));
    for (Path name : new Path[] {pipe, endless}) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            String message =
                name
                    + ": a regular file must be named, found a pipe or a device; copy its content into a file";
            assertThatThrownBy(() -> RegularFile.open(name)).hasMessage(message);
            assertThatThrownBy(() -> RegularFile.zip(name)).hasMessage(message);
            assertThatThrownBy(() -> RegularFile.bytes(name, 9)).hasMessage(message);
          });
    }
  }

  @Test
  void whatIsMissingIsToldApart() throws IOException {
    Path dangling = folder.resolve("dangling");
    Files.createSymbolicLink(dangling, folder.resolve("nothing"));
    assertThatThrownBy(() -> RegularFile.open(dangling))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("found a link that leads nowhere");
    assertThatThrownBy(() -> RegularFile.open(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("found nothing; check the name");
    assertThatThrownBy(() -> RegularFile.open(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("found a folder; name a file in it");
  }
}
