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
    assertThat(result.out())
        .startsWith("Saved %s: 2 runs, epochs 0 to 1 of [loss].\n".formatted(band))
        .contains(
            "leaves this band in at most 1% of comparisons. A loss 20% up in an epoch is found");
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
        .doesNotContain("mae A")
        .endsWith("\nLeft out: mae, which only B has.\n");
  }

  @Test
  void exitsWithOneWhereARunLeavesTheBand() throws IOException {
    Path c = Files.writeString(folder.resolve("c.json"), "{\"loss\": [1.2, 0.6]}");
    Cli.run("curves", "record", band, "--runs", a, c);
    Cli.Result inside = Cli.run("curves", "compare", a, c, "--band", band);
    assertThat(inside.code()).isZero();
    assertThat(inside.out()).endsWith("Both runs stay in the band.\n");

    Path d = Files.writeString(folder.resolve("d.json"), "{\"loss\": [1.2, 6]}");
    Cli.Result outside = Cli.run("curves", "compare", a, d, "--band", band, "--width", "4");
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
  void judgesOneRunAlone() throws IOException {
    Path seven = folder.resolve("seven.csv");
    Files.writeString(seven, "loss,val_loss\n1,.5\n.8,.3\n.7,.31\n.6,.33\n.5,.35\n.4,.37\n.3,.4\n");
    assertThat(Cli.run("curves", "compare", seven).out())
        .contains("Best epoch 2 of 7 (val_loss 0.3000); overfitting since epoch 3: val_loss rises");
    Path[] runs = new Path[3];
    for (int i = 0; i < 3; i++) {
      String losses = "[1.%s, 0.5%s, 0.4%s]".formatted(i, 2 * i, 9 - i);
      runs[i] = Files.writeString(folder.resolve(i + ".json"), "{\"loss\": " + losses + "}");
    }
    Cli.run("curves", "record", band, "--runs", runs[0], runs[1], runs[2]);
    assertThat(Cli.run("curves", "compare", runs[0], "--band", band).out())
        .contains("A run that differs by its seed alone leaves this band in at most 1%")
        .endsWith("The run stays in the band.\n");
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"loss\": [1, 0.5, 50]}");
    Cli.Result outside = Cli.run("curves", "compare", bad, "--band", band);
    assertThat(outside.code()).isEqualTo(1);
    assertThat(outside.out())
        .contains(
            bad + ": loss of epoch 2: expected ", "1% false alarms), found 50.000\n", "░ band");
    assertThat(
            Cli.run("curves", "compare", runs[0], "--band", band, "--false-alarms", "0.05").out())
        .contains("in at most 5% of comparisons");
  }

  @Test
  void tellsIdenticalRuns() throws IOException {
    Path copy = Files.copy(a, folder.resolve("copy.csv"));
    assertThat(Cli.run("curves", "record", band, "--runs", a, copy).out())
        .contains(a + " and " + copy + " are identical: a band needs runs of different seeds.\n");
  }

  @Test
  void tellsWhatIsWrongInOneLine() throws IOException {
    Cli.run("curves").failedWith(2, "missing command record or compare");
    Cli.run("curves", "compare").failedWith(2, "'A'");
    Cli.run("curves", "compare", a, "--band", band, "--false-alarms", "1").failedWith(2, "below 1");
    Cli.run("curves", "record", band).failedWith(2, "--runs");
    Cli.run("curves", "record", band, "--runs", a).failedWith(2, "a band needs at least 2 runs");
    Path other = Files.writeString(folder.resolve("o.json"), "{\"mae\": [1, 2]}");
    Cli.run("curves", "record", band, "--runs", a, other)
        .failedWith(1, "runs need a metric in common, found", "with [loss]", "with [mae]");
    Cli.run("curves", "record", band, "--runs", a, a).failedWith(2, "every run once");
    Cli.run("curves", "record", a, "--runs", a, b).failedWith(2, "OUT must be a .json file");
    Cli.run("curves", "record", b, "--runs", a, b)
        .failedWith(1, b + " is there already", "--overwrite");
    assertThat(b).hasContent("{\"loss\": [1.1, 0.4], \"mae\": [1, 2]}");
    Cli.run("curves", "compare", a, b, "--width", "0").failedWith(2, "must be above 0, found 0");
    Cli.run("curves", "compare", a, b, "--epochs", "3")
        .failedWith(1, "a.csv: the curve has epochs 0 to 1 of [loss], found 3 epochs asked for");
    Cli.run("curves", "compare", a, folder.resolve("none.csv"))
        .failedWith(1, "a file must be there, found nothing");
    Cli.run("curves", "compare", a, b, "--metric", "mae").failedWith(1, "found mae");
    Cli.run("curves", "compare", a, b, "--band", a).failedWith(1, "is no valid JSON");
    assertThat(band).doesNotExist();
  }

  @Test
  void comparesTheEpochsAndMetricsThatBothHaveAndSaysSo() throws IOException {
    Path old =
        Files.writeString(folder.resolve("old.csv"), "epoch,acc,lr,loss\n1,0.5,1,9\n2,1,1,8\n");
    Path now =
        Files.writeString(
            folder.resolve("now.json"),
            "{\"loss\": [9, NaN, 1], \"accuracy\": [0, 0, 0], \"f1\": [1, 1, 1], \"lr\": [1, 2, 2]}");
    Cli.Result result = Cli.run("curves", "compare", old, now);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("accuracy A", "    1      1.000000      0.000000     -1.000000")
        .endsWith(
            """
            A: its epochs are counted from 1, here from 0.
            A: "acc" is taken for accuracy.
            A: "lr" is taken for learning_rate.
            B: "lr" is taken for learning_rate.
            B: loss is NaN in epoch 1.
            The learning rates differ from epoch 1 on: 1.0 of A, 2.0 of B.
            Left out: the epochs that not all have: A with epochs 0 to 1, B with epochs 0 to 2; taken are 0 to 1.
            Left out: f1, which only B has.
            """);
    Path band = folder.resolve("short.json");
    Cli.Result recorded = Cli.run("curves", "record", band, "--runs", a, b);
    assertThat(recorded.code()).as(recorded.err()).isZero();
    assertThat(recorded.out()).contains("Left out: mae, which only " + b + " has.\n");
    Cli.run("curves", "record", band, "--overwrite", "--runs", a, now)
        .failedWith(1, "now.json", "loss is NaN in epoch 1");
  }

  @Test
  void aRunThatStoppedEarlyLacksAMetricOrGoesOnIsNotInTheBand() throws IOException {
    Path c = Files.writeString(folder.resolve("c.json"), "{\"loss\": [1.2, 0.6], \"mae\": [1, 3]}");
    Cli.run("curves", "record", band, "--runs", b, c);
    Path early = Files.writeString(folder.resolve("e.json"), "{\"loss\": [1.1], \"mae\": [1]}");
    assertOutside(
        early, early + ": loss ends with epoch 0, the band with epoch 1: it stopped early");
    Path late =
        Files.writeString(
            folder.resolve("l.json"), "{\"loss\": [1.1, 0.5, 1], \"mae\": [1, 2, 3]}");
    assertOutside(late, late + ": loss has epochs 0 to 2, the band epochs 0 to 1");
    assertOutside(a, a + ": mae is missing, which the band has; choose others by --metric");
    Object[][] deliberate = {
      {early, "--epochs", 1}, {late, "--epochs", 2}, {a, "--metric", "loss"}
    };
    for (Object[] run : deliberate) {
      Cli.Result inside = Cli.run("curves", "compare", b, run[0], "--band", band, run[1], run[2]);
      assertThat(inside.out()).endsWith("Both runs stay in the band.\n");
      assertThat(inside.code()).isZero();
    }
    Path more =
        Files.writeString(
            folder.resolve("m.json"), "{\"loss\": [1.1, 0.4], \"mae\": [1, 2], \"f1\": [0, 0]}");
    assertThat(Cli.run("curves", "compare", b, more, "--band", band).out())
        .contains("Not judged, as the band has none: f1.\n");
    assertThat(Cli.run("curves", "compare", more, more, "--band", band, "--metric", "f1").code())
        .isEqualTo(1);
  }

  private void assertOutside(Path run, String line) {
    Cli.Result result = Cli.run("curves", "compare", b, run, "--band", band);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("\n" + line).doesNotContain("stay in the band");
  }

  @Test
  void takesRunFolders() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.copy(a, one.resolve("history.csv"));
    Files.copy(b, two.resolve("history.json"));
    assertThat(Cli.run("curves", "record", band, "--runs", one, two).code()).isZero();
    assertThat(Cli.run("curves", "compare", one, two, "--band", band).code()).isZero();
    Files.delete(two.resolve("history.json"));
    Cli.run("curves", "compare", one, two)
        .failedWith(1, two + ": a run folder must hold history.csv or history.json, found neither");
  }

  @Test
  void takesOptionsFromAFile() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "metric: accuracy\n");
    Cli.run("curves", "compare", a, b, "--config", config).failedWith(1, "found accuracy");
    Files.writeString(config, "runs: 3\n");
    Cli.run("curves", "compare", a, b, "--config", config).failedWith(2, "unknown name \"runs\"");
  }

  @Test
  void shortensTheTableOfVeryManyEpochsAndSaysSo() throws IOException {
    StringBuilder table = new StringBuilder("epoch,loss\n");
    for (int e = 0; e < 20_001; e++) {
      table.append(e).append(",0.5\n");
    }
    Path many = Files.writeString(folder.resolve("many.csv"), table);
    Cli.Result result = Cli.run("curves", "compare", many, many);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines().filter(line -> line.endsWith("+0.000000"))).hasSize(954);
    assertThat(result.out())
        .contains("\n   21  ", "\n20000  ")
        .contains(
            "\n19,047 lines left out: shown are the first of every 21 epochs and the last.\n");
    assertThat(Cli.run("curves", "compare", many, many, "--epochs", 1000).out())
        .contains("\n  998  ")
        .doesNotContain("left out");
  }

  @Test
  void countsTheEpochsOutsideTheBandWhereTheyAreMany() throws IOException {
    Path low = Files.writeString(folder.resolve("low.csv"), "loss\n" + "1\n".repeat(300));
    Path high = Files.writeString(folder.resolve("high.csv"), "loss\n" + "9\n".repeat(300));
    Cli.run("curves", "record", band, "--runs", low, Files.copy(low, folder.resolve("l.csv")));
    Cli.Result result = Cli.run("curves", "compare", low, high, "--band", band);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out().lines().filter(line -> line.contains("expected"))).hasSize(100);
    assertThat(result.out()).contains(high + ": loss leaves the band in 200 further epochs\n");
  }
}
