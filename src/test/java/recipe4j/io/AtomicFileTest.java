package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallDisk;

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

  /** As Linux says it under {@code ulimit -f}. */
  @Test
  void aFileLargerThanTheProcessMayWriteIsTold() {
    Path file = folder.resolve("a.txt");
    AtomicFile.Writer failing =
        temporary -> {
          throw new IOException("File too large");
        };
    assertThatThrownBy(() -> AtomicFile.write(file, failing))
        .hasMessage(
            "cannot write %s (it is larger than this process may write; raise the limit, ulimit -f); choose another place",
            file);
  }

  @Test
  void aFileInTheWayOfAFolderIsTold() throws IOException {
    Path blocker = Files.writeString(folder.resolve("blocker"), "");
    assertThatThrownBy(() -> AtomicFile.write(blocker.resolve("a.txt"), new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write %s (%s is a file, not a folder); choose another place",
            blocker.resolve("a.txt"), blocker);
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
    Path others = Files.writeString(folder.resolve(".notes-1f3.tmp"), "a user's");
    Path leftover = folder.resolve(".model.zip-0123456789abcdef.recipe4j.tmp");
    Files.writeString(leftover, "half");
    Path link = folder.resolve(".model.zip-0123456789abcde0.recipe4j.tmp");
    Files.createSymbolicLink(link, also);
    Files.writeString(folder.resolve(".m.keras-0123456789abcdef.recipe4j.tmp.h5"), "half");
    AtomicFile.removeLeftovers(folder);
    AtomicFile.removeLeftovers(folder.resolve("missing"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(kept, also, others, link);
    }
  }

  /** What is removed and what is written have one form of name. */
  @Test
  void whatIsBeingWrittenWouldBeALeftover() throws IOException {
    for (String name : List.of("a.txt", "\uD83D\uDE00".repeat(55), "n".repeat(250))) {
      AtomicFile.write(
          folder.resolve(name),
          temporary -> {
            AtomicFile.removeLeftovers(folder);
            assertThat(temporary).doesNotExist();
            Files.writeString(temporary, "content");
          });
      assertThat(folder.resolve(name)).hasContent("content");
    }
  }

  @Test
  void aPipeOrDeviceIsNotReplacedByAFile() {
    Path device = Path.of("/dev/full");
    assumeThat(Files.exists(device)).as("only Linux has it").isTrue();
    assertThatThrownBy(() -> AtomicFile.write(device, new byte[1]))
        .hasMessage(
            "a file name is needed, found the pipe or device /dev/full; choose another name");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aFolderThatIsALinkOfTheUsersIsWritten() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFile.write(link.resolve("a.txt"), new byte[] {1});
    assertThat(real.resolve("a.txt")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aLinkIsReplacedAndNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "kept");
    Path link = Files.createSymbolicLink(folder.resolve("a.txt"), elsewhere);
    AtomicFile.write(link, new byte[] {1});
    assertThat(elsewhere).hasContent("kept");
    assertThat(link).isRegularFile().hasBinaryContent(new byte[] {1});
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

  @Test
  void aFolderThatIsRemovedMeanwhileIsMadeAgain() throws IOException {
    Path file = folder.resolve("deep/a.txt");
    int[] calls = {0};
    AtomicFile.write(
        file,
        temporary -> {
          if (calls[0]++ == 0) {
            Files.move(temporary.getParent(), folder.resolve("moved away"));
          }
          Files.writeString(temporary, "content");
        });
    assertThat(file).hasContent("content");
    assertThat(calls[0]).isEqualTo(2);
  }

  @Test
  void aReadOnlyDiskIsTold() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      disk.readOnly(true);
      assertThatThrownBy(() -> AtomicFile.write(disk.folder().resolve("a.txt"), new byte[9]))
          .hasMessageContaining("read-only");
    }
  }

  /** What was written until then has room again once it is removed; the file needs more. */
  @Test
  void aFileOfUnknownSizeNeedsMoreThanWasWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      disk.fillLeaving(396);
      AtomicFile.Writer large = temporary -> Files.write(temporary, new byte[500 * 1024]);
      assertThatThrownBy(() -> AtomicFile.write(disk.folder().resolve("a.zip"), large))
          .isInstanceOf(DiskFullException.class)
          .hasMessageContaining("(needs more than 396.0 KB, 396.0 KB free)")
          .hasMessageNotContaining("inodes");
    }
  }

  @Test
  void aRealFullDiskIsToldAndTheOldFileStays() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      Path file = Files.writeString(disk.folder().resolve("a.txt"), "old");
      disk.fillLeaving(100);
      assertThatThrownBy(() -> AtomicFile.write(file, new byte[200 * 1024]))
          .isInstanceOf(DiskFullException.class)
          .hasMessageContaining("needs at least 200.0 KB, 100.0 KB free");
      assertThat(file).hasContent("old");
      try (var files = Files.list(disk.folder())) {
        assertThat(files).hasSize(2);
      }
    }
  }
}
