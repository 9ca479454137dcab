package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names of files and columns that would steer a terminal are printed without that, in successes
 * too.
 */
class HostileNamesTest {
  private static final String HOSTILE = "x\u001b[2J\u202E\u009B1A\u2028y";

  @TempDir private Path folder;

  private static void assertHarmless(Cli.Result result) {
    assertThat(result.out() + result.err())
        .doesNotContainPattern(
            "[\\p{Cc}&&[^\\n\\r\\t]]|[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");
  }

  private Path curve(String name, String column) throws IOException {
    return Files.writeString(folder.resolve(name), "epoch,loss," + column + "\n0,2,3\n1,1,2\n");
  }

  @Test
  void columnsAndFiles() throws IOException {
    Path a = curve("a.csv", HOSTILE);
    Path b = curve(HOSTILE + ".csv", HOSTILE);
    Cli.Result compared = Cli.run("curves", "compare", a, b);
    assertHarmless(compared);
    assertThat(compared.code()).as(compared.err()).isZero();
    Path band = folder.resolve(HOSTILE + "\nrecipe4j: forged.json");
    Cli.Result recorded = Cli.run("curves", "record", band, "--runs", a, b);
    assertHarmless(recorded);
    assertThat(recorded.code()).as(recorded.err()).isZero();
    assertThat(recorded.out().lines()).noneMatch(line -> line.startsWith("recipe4j: forged"));
  }

  @Test
  void defaultsInAHelpText() throws IOException {
    Path config = Files.writeString(folder.resolve("c.json"), "{\"run\": \"x\\u001b[2Jy\"}");
    Cli.Result help = Cli.run("train", "--config", config, "--help");
    assertHarmless(help);
    assertThat(help.out()).contains("x?[2Jy");
  }

  @Test
  void anArgumentThatBeginsWithAnAtIsNotReadAsAFileOfArguments() throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "--help");
    Cli.Result result = Cli.run("summary", "--model", "@" + arguments);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("@" + arguments);
  }
}
