package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.common.resources.DL4JResources;
import org.junit.jupiter.api.Test;

class DataEnvironmentTest {
  private static final Path HOME = Path.of("home", "user");

  @Test
  void cacheFollowsTheCustomOfTheSystem() {
    assertThat(on("Linux", Map.of()).cache()).isEqualTo(HOME.resolve(".cache/recipe4j/mnist"));
    assertThat(on("Linux", Map.of("XDG_CACHE_HOME", "/c")).cache())
        .isEqualTo(Path.of("/c/recipe4j/mnist"));
    assertThat(on("Linux", Map.of("XDG_CACHE_HOME", "")).cache())
        .isEqualTo(HOME.resolve(".cache/recipe4j/mnist"));
    assertThat(on("Mac OS X", Map.of("XDG_CACHE_HOME", "/c")).cache())
        .isEqualTo(HOME.resolve("Library/Caches/recipe4j/mnist"));
    assertThat(on("Windows 11", Map.of("LOCALAPPDATA", "l")).cache())
        .isEqualTo(Path.of("l/recipe4j/mnist"));
    assertThat(on("Windows 11", Map.of()).cache())
        .isEqualTo(HOME.resolve("AppData/Local/recipe4j/mnist"));
  }

  @Test
  void kerasMayLiveElsewhere() {
    assertThat(on("Linux", Map.of()).kerasArchive())
        .isEqualTo(HOME.resolve(".keras/datasets/mnist.npz"));
    assertThat(on("Linux", Map.of("KERAS_HOME", "/k")).kerasArchive())
        .isEqualTo(Path.of("/k/datasets/mnist.npz"));
  }

  @Test
  void dl4jsFolderIsWhereDl4jSaysItIs() {
    assertThat(DataEnvironment.system().dl4jCaches().get(0))
        .isEqualTo(DL4JResources.getBaseDirectory().toPath());
  }

  @Test
  void folderOfTheUserComesFromTheEnvironment() {
    assertThat(on("Linux", Map.of()).dataFolder()).isNull();
    DataEnvironment machine = on("Linux", Map.of("RECIPE4J_DATA", "d"));
    assertThat(machine.dataFolder()).isEqualTo(Path.of("d"));
    assertThat(DataOptions.builder().environment(machine).build().folder).isEqualTo(Path.of("d"));
    Path argument = Path.of("a");
    assertThat(DataOptions.builder().environment(machine).folder(argument).build().folder)
        .isEqualTo(argument);
  }

  private static DataEnvironment on(String system, Map<String, String> variables) {
    return new DataEnvironment(variables, HOME, system, HOME.resolve(".deeplearning4j"));
  }
}
