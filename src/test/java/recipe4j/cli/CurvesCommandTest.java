package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.regression.LossCurveBand;

class CurvesCommandTest {
  @TempDir Path folder;
  private Path a;
  private Path b;
  private Path band;

  @BeforeEach
  void write() throws IOException {
    a = Files.writeString(folder.resolve("a.csv"), "epoch,loss\n0,1.0\n1,0.5\n");
    b = Files.writeString(folder.resolve("b.json"), "{\"loss\": [1.1, 0.4], \"mae\": [1, 2]}");
    band = folder.resolve("band.json");
  }

  @Test
  void recordsABand() throws IOException {
    Path c = Files.writeString(folder.resolve("c.json"), "{\"loss\": [1.2, 0.6]}");
    Cli.Result result = Cli.run("curves", "record", band, "--runs", a, c);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("Saved %s: 2 runs, epochs 0 to 1 of [loss].\n", band);
    assertThat(LossCurveBand.load(band).at("loss", 0).mean()).isEqualTo(1.1);
  }

  @Test
  void comparesTwoRuns() {
    Cli.Result result = Cli.run("curves", "compare", a, b);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("epoch        loss A             B         B - A")
        .contains("    1      0.500000      0.400000     -0.100000")
        .contains("epoch 0 to 1   ● loss of A   ○ of B")
        .doesNotContain("mae");
  }

  @Test
  void exitsWithOneWhereARunLeavesTheBand() throws IOException {
    Path c = Files.writeString(folder.resolve("c.json"), "{\"loss\": [1.2, 0.6]}");
    Cli.run("curves", "record", band, "--runs", a, c);
    Cli.Result inside = Cli.run("curves", "compare", a, c, "--band", band);
    assertThat(inside.code()).isZero();
    assertThat(inside.out()).endsWith("Both runs stay in the band.\n");

    Path d = Files.writeString(folder.resolve("d.json"), "{\"loss\": [1.2, 6]}");
    Cli.Result outside = Cli.run("curves", "compare", a, d, "--band", band);
    assertThat(outside.code()).isEqualTo(1);
    assertThat(outside.err()).isEmpty();
    assertThat(outside.out())
        .endsWith(
            d
                + ": loss of epoch 1: expected 0.26716 to 0.83284 (2 runs: mean 0.55000 ± 4 × 0.071),"
                + " found 6.0000\n");
    Cli.Result narrow = Cli.run("curves", "compare", a, c, "--band", band, "--width", "0.5");
    assertThat(narrow.code()).isEqualTo(1);
  }

  @Test
  void tellsWhatIsWrongInOneLine() throws IOException {
    Cli.run("curves").failedWith(2, "missing command record or compare");
    Cli.run("curves", "compare", a).failedWith(2, "'B'");
    Cli.run("curves", "record", band).failedWith(2, "--runs");
    Cli.run("curves", "record", band, "--runs", a).failedWith(1, "a band needs at least 2 runs");
    Cli.run("curves", "record", band, "--runs", a, b)
        .failedWith(1, "runs must have the same epochs and metrics");
    Cli.run("curves", "compare", a, folder.resolve("none.csv")).failedWith(1, "no file at ");
    Cli.run("curves", "compare", a, b, "--metric", "mae").failedWith(1, "found mae");
    Cli.run("curves", "compare", a, b, "--band", a).failedWith(1, "is no valid JSON");
    Path longer = Files.writeString(folder.resolve("l.json"), "{\"loss\": [1, 2, 3]}");
    Cli.run("curves", "compare", a, longer).failedWith(1, "two runs must have the same epochs");
    assertThat(band).doesNotExist();
  }

  @Test
  void takesOptionsFromAFile() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "metric: accuracy\n");
    Cli.run("curves", "compare", a, b, "--config", config).failedWith(1, "found accuracy");
    Files.writeString(config, "epochs: 3\n");
    Cli.run("curves", "compare", a, b, "--config", config).failedWith(2, "unknown name \"epochs\"");
  }
}
