package recipe4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.cli.Cli;
import recipe4j.engine.EngineOptions;

class EngineArgumentsTest {
  @TempDir private Path folder;

  @Test
  void tooManyThreadsAreWrongUsageBeforeAnythingIsWritten() {
    int most = EngineOptions.mostThreads();
    Path run = folder.resolve("run");
    Cli.run("train", "--threads", most + 1, "--run", run)
        .failedWith(2, "--threads", "must be at most " + most + ", found " + (most + 1));
    assertThat(run).doesNotExist();
  }

  @Test
  void aFolderIsNoFileToWrite() {
    Cli.run("export", folder, "--overwrite").failedWith(1, folder + " is a folder");
  }
}
