package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recipe4j.SmallData;
import recipe4j.chart.Figure;
import recipe4j.chart.Svg;
import recipe4j.data.ClassNames;
import recipe4j.data.LabelledImages;
import recipe4j.regression.LossCurve;
import recipe4j.run.Assessment;
import recipe4j.run.Assessor;
import recipe4j.run.DrawnRun;
import recipe4j.run.Run;
import recipe4j.uncertainty.Logits;

/** What stands below a figure is true of runs of every kind. */
class OddRunsTest {
  /** Logits that favour the true class, another one, or none, by so much. */
  private static Assessment assessment(int images, int shift, double by) {
    LabelledImages test = SmallData.bars(images, 3);
    double[][] logits = new double[images][3];
    for (int i = 0; i < images; i++) {
      logits[i][(test.label(i) + shift) % 3] = by;
    }
    return Assessor.uncalibrated(test, Logits.of(logits));
  }

  private static String captions(Assessment assessment) {
    LossCurve curve = LossCurve.of(0, Map.of("loss", new double[] {0.5}));
    Run run = new Run("odd", DrawnRun.facts(Map.of()), curve, Optional.of(assessment));
    return RunFigures.of(run).stream().map(Figure::description).collect(Collectors.joining("\n"))
        + ReportPage.html(run);
  }

  @Test
  void anEmptyBinHasNoConfidence() {
    assertThat(captions(assessment(12, 0, 1)))
        .contains("No image has a confidence above 0.933.")
        .doesNotContain("with confidence 0.0000");
    assertThat(captions(assessment(12, 0, 20)))
        .contains("In the last bin: 12 images of 12, with confidence 1.0000 and accuracy 1.0000.");
    assertThat(captions(assessment(1, 1, 20)))
        .contains("In the last bin: 1 image of 1, with confidence 1.0000 and accuracy 0.0000.");
  }

  /** At a tie the entropy never falls to 0, and of what is very sure it does not come near ln 3. */
  @Test
  void noCurveIsSaidToGoWhereItDoesNot() {
    for (double by : new double[] {0, 1, 200}) {
      assertThat(captions(assessment(12, 0, by)))
          .doesNotContain("rises from 0")
          .contains("0 is certain, ln 3 = 1.0986 undecided");
    }
    assertThat(captions(assessment(12, 0, 0))).contains("At temperature 1 all have 1.0986 nats.");
    assertThat(captions(assessment(1, 0, 0)))
        .contains("The first test image with the entropy", "At temperature 1 it has 1.0986 nats.");
  }

  @Test
  void countsAreWords() {
    assertThat(captions(assessment(1, 0, 5)))
        .contains("1 test image right: none is wrong.", "Scores on 1 test image;")
        .contains("All lie on the diagonal: none is wrong.");
    assertThat(captions(assessment(1, 1, 5))).contains("1 of 1 test image is wrong.");
    assertThat(captions(assessment(12, 1, 5))).contains("12 of 12 test images are wrong.");
  }

  @Test
  void ofSeveralPairsThatAreConfusedAsOftenNoneIsTheMostFrequent() {
    List<List<Integer>> confusion = List.of(List.of(5, 2, 0), List.of(2, 5, 1), List.of(0, 2, 5));
    assertThat(
            new ConfusionFigure(confusion, ClassNames.of(List.of(), confusion.size()))
                .description())
        .endsWith("Most often, twice, a 0 is taken for a 1, and 2 other pairs as often.");
    assertThat(
            new ConfusionFigure(List.of(List.of(5, 1), List.of(3, 5)), ClassNames.of(List.of(), 2))
                .description())
        .endsWith("Most often, 3 times, a 1 is taken for a 0.");
  }

  /** A cell for each of a million pairs made a page of hundreds of megabytes. */
  @Test
  void aThousandClassesAreShownByThePairsThatOccur() {
    int classes = 1000;
    List<List<Integer>> confusion =
        IntStream.range(0, classes)
            .mapToObj(i -> IntStream.range(0, classes).mapToObj(j -> j == i / 2 ? 1 : 0).toList())
            .toList();
    ConfusionFigure figure = new ConfusionFigure(confusion, ClassNames.of(List.of(), classes));
    assertThat(figure.table().rows()).hasSize(classes).contains(List.of("3", "1", "1"));
    assertThat(Svg.file(figure.draw(560), "t", "d"))
        .hasSizeLessThan(1 << 20)
        .doesNotContain("width=\"-", "height=\"-");
  }

  @Test
  void curvesOfOneEpochAndOfNoNumber() {
    Run one = run(0.5);
    assertThat(RunFigures.loss(one).orElseThrow().description())
        .startsWith("loss is 0.5000 after 1 epoch.");
    assertThat(RunFigures.loss(run(0.5, Double.NaN)).orElseThrow().description())
        .startsWith("loss goes from 0.5000 to NaN in 2 epochs.");
    Run nothing = run(Double.NaN, Double.NaN);
    assertThat(RunFigures.loss(nothing).orElseThrow().description())
        .startsWith("loss goes from NaN to NaN in 2 epochs.");
    assertThat(RunFigures.loss(nothing).orElseThrow().draw(Figure.WIDE).marks()).isNotEmpty();
  }

  private static Run run(double... losses) {
    LossCurve curve = LossCurve.of(0, Map.of("loss", Arrays.copyOf(losses, losses.length)));
    return new Run("odd", DrawnRun.facts(Map.of()), curve, Optional.empty());
  }
}
