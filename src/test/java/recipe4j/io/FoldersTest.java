package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path outside;

  @BeforeEach
  void makeThem() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    folder = Files.createSymbolicLink(temporary.resolve("run"), real); // the user's own link
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("a.txt"), "precious");
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve("nowhere"), outside.resolve("none"));
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/a.txt"), "ours");
    Files.createSymbolicLink(folder.resolve("same.txt"), folder.resolve("in/a.txt"));
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    assertThat(Folders.toWrite(folder, "in/a.txt")).isEqualTo(folder.resolve("in/a.txt"));
    assertThat(Folders.toWrite(folder, "new/b.txt")).isEqualTo(folder.resolve("new/b.txt"));
    assertThat(Folders.toFill(folder, "in")).isEqualTo(folder.resolve("in"));
    assertThatThrownBy(() -> Folders.toWrite(folder, "out/a.txt"))
        .hasMessageStartingWith(folder.resolve("out") + ": a folder must be there, found a link");
    assertThatThrownBy(() -> Folders.toFill(folder, "out")).hasMessageContaining("found a link");
    assertThatThrownBy(() -> Folders.toFill(folder, "nowhere"))
        .hasMessageContaining("found a link");
    assertThatThrownBy(() -> Folders.toWrite(folder, "in/a.txt/b"))
        .hasMessageContaining("found a file");
  }

  @Test
  void whatAFolderHoldsIsAskedOfTheLinksToo() throws IOException {
    Files.createSymbolicLink(outside.resolve("back"), folder.resolve("in"));
    for (String held : new String[] {"", "in/a.txt", "same.txt", "new/b.txt", "new/../b.txt"}) {
      assertThat(Folders.holds(folder, folder.resolve(held))).as(held).isTrue();
    }
    assertThat(Folders.holds(folder, outside.resolve("back/new.txt"))).isTrue();
    for (String other :
        new String[] {"out", "out/b.txt", "out/../in", "nowhere", "..", "new/../../b.txt"}) {
      assertThat(Folders.holds(folder, folder.resolve(other))).as(other).isFalse();
    }
    assertThat(Folders.holds(folder, Path.of("b.txt"))).isFalse();
    assertThat(Folders.holds(folder, Path.of("/b.txt"))).isFalse();
    Path alike = Files.createDirectory(temporary.resolve("real-other"));
    assertThat(Folders.holds(folder, alike)).isFalse();
  }

  /** Root may look into every folder. */
  @Test
  void aClosedFolderIsTold() throws IOException {
    Folders.requireOpen(folder);
    Folders.requireOpen(folder.resolve("in/a.txt"));
    Folders.requireOpen(folder.resolve("none"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(closed.toFile().setExecutable(false, false) && !Files.isExecutable(closed));
    assertThatThrownBy(() -> Folders.requireOpen(closed))
        .hasMessage(
            closed
                + ": the folder may not be looked into (permission denied); change its permissions");
  }

  @Test
  void readingStaysInTheFolder() throws IOException {
    assertThat(Folders.toRead(folder, "same.txt")).hasContent("ours");
    assertThat(Folders.toRead(folder, "none")).doesNotExist();
    assertThatThrownBy(() -> Folders.toRead(folder, "out/a.txt"))
        .hasMessageContaining("found a link that leads out");
    assertThatThrownBy(() -> Folders.toRead(folder, "../outside/a.txt"))
        .hasMessageContaining("found a link that leads out");
  }

  @Test
  void aLinkToAFolderIsOne() throws IOException {
    assertThat(Folders.create(folder)).isEqualTo(folder);
    assertThat(Folders.create(folder.resolve("x/y"))).isDirectory();
  }
}
