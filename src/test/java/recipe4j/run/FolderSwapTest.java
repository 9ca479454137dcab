package recipe4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSwapTest {
  private static final List<String> KNOWN =
      List.of("facts", "answers", "plots/a.svg", "plots/b.svg");

  @TempDir private Path folder;

  @BeforeEach
  void anOldRun() throws IOException {
    FolderSwap.write(
        folder,
        KNOWN,
        files -> {
          Files.writeString(files.resolve("facts"), "old");
          Files.writeString(files.resolve("answers"), "old");
          Files.createDirectory(files.resolve("plots"));
          Files.writeString(files.resolve("plots/b.svg"), "old");
        });
  }

  @Test
  void putsNewFilesInPlaceAndRemovesOldOnes() throws IOException {
    FolderSwap.write(folder, KNOWN, FolderSwapTest::newRun);
    assertThat(folder.resolve("facts")).hasContent("new");
    assertThat(folder.resolve("plots/a.svg")).hasContent("new");
    assertThat(files()).containsExactlyInAnyOrder("facts", "plots", "plots/a.svg");
  }

  @Test
  void aFailureLeavesTheOldRunAsItWas() throws IOException {
    assertThatThrownBy(
            () ->
                FolderSwap.write(
                    folder,
                    KNOWN,
                    files -> {
                      newRun(files);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(folder.resolve("facts")).hasContent("old");
    assertThat(files()).containsExactlyInAnyOrder("facts", "answers", "plots", "plots/b.svg");
  }

  /** Kill -9 after each of the moves: what is read is the new run, whole, before and after. */
  @Test
  void aProcessKilledWhileItMovesLeavesTheNewRun() throws IOException {
    for (String moved : List.of("", "facts", "plots/a.svg")) {
      anOldRun();
      Path ready = Files.createDirectory(folder.resolve(".run-ready"));
      newRun(ready);
      Files.writeString(ready.resolve("files"), "facts\nplots/a.svg");
      if (!moved.isEmpty()) {
        Files.move(
            ready.resolve(moved),
            folder.resolve(moved),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      assertThat(FolderSwap.find(folder, "facts")).hasContent("new");
      assertThat(FolderSwap.find(folder, "plots/a.svg")).hasContent("new");
      assertThat(FolderSwap.find(folder, "answers")).doesNotExist();
      FolderSwap.complete(folder, KNOWN);
      assertThat(FolderSwap.find(folder, "facts")).hasContent("new");
      assertThat(files()).containsExactlyInAnyOrder("facts", "plots", "plots/a.svg");
    }
  }

  @Test
  void aProcessKilledWhileItWritesLeavesTheOldRun() throws IOException {
    newRun(Files.createDirectory(folder.resolve(".run-writing")));
    assertThat(FolderSwap.find(folder, "facts")).hasContent("old");
    FolderSwap.complete(folder, KNOWN);
    assertThat(files()).containsExactlyInAnyOrder("facts", "answers", "plots", "plots/b.svg");
  }

  @Test
  void aListFromAStrangerLeadsNowhere() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path outside = Files.writeString(folder.resolve("outside"), "precious");
    Path ready = Files.createDirectory(run.resolve(".run-ready"));
    Files.writeString(ready.resolve("files"), "../../outside\n/etc/passwd");
    FolderSwap.complete(run, KNOWN);
    assertThat(outside).hasContent("precious");
    Files.createDirectory(ready);
    Files.writeString(ready.resolve("files"), "x".repeat(100_000));
    assertThatThrownBy(() -> FolderSwap.find(run, "facts")).hasMessageContaining("at most 65536");
  }

  private static void newRun(Path folder) throws IOException {
    Files.writeString(folder.resolve("facts"), "new");
    Files.createDirectory(folder.resolve("plots"));
    Files.writeString(folder.resolve("plots/a.svg"), "new");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
