package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens without arguments, and what is said before anything else. */
class StartTest {
  @TempDir private Path home;

  @Test
  void noArgumentsPrintTheHelp() {
    Cli.Result result = Cli.run();
    assertThat(result).isEqualTo(Cli.run("--help"));
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("Usage: recipe4j").contains("train", "evaluate");
    assertThat(result.err()).isEmpty();
  }

  /** As pom.xml sets it for `mvn exec:java`. */
  @Test
  @Tag("slow") // JVMs of its own
  void mavenTrains() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .containsPattern("<key>" + Main.COMMAND + "</key>\\s*<value>train</value>");
    List<String> jvm = List.of("-D" + Main.COMMAND + "=summary");
    assertThat(Cli.process(home, jvm).out()).contains("93,322");
    Cli.Result result = Cli.process(home, jvm, "--offline", "--epochs", "1");
    assertThat(result.err().lines().findFirst().orElseThrow())
        .matches(
            "The full MNIST, if it is found .*, takes roughly .* here; to stay with the bundled"
                + " sample, under a minute: mvn -q compile exec:java -Dexec.args=\"train --dataset"
                + " sample\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0, a minute",
    "38, a minute",
    "60, a minute",
    "61, 2 minutes",
    "7140, 119 minutes",
    "7200, 2 hours",
    "7201, 3 hours"
  })
  void timesAreRounded(double seconds, String words) {
    assertThat(TimeEstimate.words(seconds)).isEqualTo(words);
  }
}
