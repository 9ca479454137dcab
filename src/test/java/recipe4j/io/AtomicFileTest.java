package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void replacesTheOldFile() throws IOException {
    Path file = folder.resolve("deep/er/a.txt");
    AtomicFile.write(file, new byte[] {1});
    AtomicFile.write(file, new byte[] {2});
    assertThat(file).hasBinaryContent(new byte[] {2});
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFailureLeavesTheOldFileAndNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    AtomicFile.Writer failing =
        temporary -> {
          Files.writeString(temporary, "half");
          throw new IOException("disk full");
        };
    assertThatThrownBy(() -> AtomicFile.write(file, failing)).hasMessage("disk full");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileInTheWayOfAFolderIsTold() throws IOException {
    Path blocker = Files.writeString(folder.resolve("blocker"), "");
    assertThatThrownBy(() -> AtomicFile.write(blocker.resolve("a.txt"), new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write " + blocker.resolve("a.txt"))
        .hasMessageContaining("choose another place");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithFileAndSizes() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old".repeat(1000));
    AtomicFile.Writer full = temporary -> Files.write(Path.of("/dev/full"), new byte[10]);
    assertThatThrownBy(() -> AtomicFile.write(file, full))
        .isInstanceOf(DiskFullException.class)
        .hasMessageMatching(
            "cannot write .*a\\.txt: the disk is full .*\\(needs at least 2\\.9 KB, .* free\\); make room .*");
    assertThat(file).hasSize(3000);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leftoversOfAKilledProcessAreRemovedAndNothingElse() throws IOException {
    Path kept = Files.writeString(folder.resolve(".hidden-file"), "");
    Path also = Files.writeString(folder.resolve("model-1.tmp"), "");
    Files.writeString(folder.resolve(".model.zip-1f3.tmp"), "half");
    AtomicFile.removeLeftovers(folder);
    AtomicFile.removeLeftovers(folder.resolve("missing"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(kept, also);
    }
  }

  @Test
  void aFolderThatVanishesWhileItIsWrittenIsTold() throws IOException {
    Path file = folder.resolve("deep/a.txt");
    AtomicFile.Writer removing =
        temporary -> {
          Files.delete(temporary);
          Files.delete(temporary.getParent());
          Files.write(temporary, new byte[1]);
        };
    assertThatThrownBy(() -> AtomicFile.write(file, removing))
        .hasMessageContaining("cannot write " + file)
        .hasMessageContaining("is missing")
        .hasMessageNotContaining(".tmp");
  }
}
