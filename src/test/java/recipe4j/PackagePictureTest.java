package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of the packages in docs/architecture.md is that of today's imports. */
class PackagePictureTest {
  @TempDir private Path root;

  @Test
  void theCommittedPictureIsOfToday() throws IOException {
    assertThat(Files.readString(PackagePicture.FILE))
        .as("docs/packages.svg must show the imports of the code; `make picture` draws it anew")
        .isEqualTo(PackagePicture.of(Path.of("src/main/java/recipe4j")));
  }

  private void source(String place, String... imports) throws IOException {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder();
    for (String name : imports) {
      text.append("import recipe4j.").append(name).append(";\n");
    }
    Files.writeString(file, text);
  }

  @Test
  void leavesOutWhatAnotherImportBringsAlong() throws IOException {
    source("top/A.java", "middle.B", "low.C", "top.sub.D");
    source("top/sub/D.java", "other.E");
    source("middle/B.java", "low.C");
    source("low/C.java");
    source("other/E.java");
    PackageGraph graph = PackageGraph.of(root);
    assertThat(graph.imports().get("top")).isEqualTo(Set.of("middle", "other"));
    assertThat(graph.subpackages().get("top")).isEqualTo(Set.of("sub"));
    assertThat(graph.rows()).hasSize(3);
    assertThat(graph.rows().get(0)).containsExactly("top");
    assertThat(graph.rows().get(2)).containsExactly("low", "other");
  }
}
