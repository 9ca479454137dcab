package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.keras.RealKeras;

@Tag("keras")
class KerasDecisionsTest {
  @BeforeAll
  static void keras() {
    RealKeras.assumeThere();
  }

  @Test
  void theInstalledKerasStillDecidesAsRecorded(@TempDir Path folder) throws Exception {
    Path fresh = folder.resolve("callbacks.json");
    RealKeras.run(folder, "callbacks.py", List.of(fresh.toString()));
    Path recorded = Path.of("src/test/resources/recipe4j/listener/callbacks.json");
    assertThat(withoutVersion(fresh)).isEqualTo(withoutVersion(recorded));
  }

  private static List<String> withoutVersion(Path file) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("\"keras\"")).toList();
  }
}
