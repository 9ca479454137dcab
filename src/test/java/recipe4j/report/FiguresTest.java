package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.Mark;
import recipe4j.chart.Numbers;
import recipe4j.chart.RateSteps;
import recipe4j.chart.Table;
import recipe4j.data.ClassNames;
import recipe4j.regression.LossCurve;
import recipe4j.run.Assessment;
import recipe4j.run.DrawnRun;
import recipe4j.run.Run;

class FiguresTest {
  @Test
  void everyMarkLiesWithinItsFigure() {
    for (Figure figure : RunFigures.of(DrawnRun.named("run"))) {
      for (int width : new int[] {Figure.NARROW, Figure.WIDE}) {
        Drawing drawing = figure.draw(width);
        assertThat(drawing.width()).isEqualTo(width);
        for (Mark mark : drawing.marks()) {
          if (mark instanceof Mark.Line line) {
            assertThat(line.points())
                .as("%s at %d", figure.name(), width)
                .allMatch(p -> p.x() >= 0 && p.x() <= width)
                .allMatch(p -> p.y() >= 0 && p.y() <= drawing.height());
          } else if (mark instanceof Mark.Label label) {
            assertThat(label.x()).as(label.text()).isBetween(0.0, (double) width);
            assertThat(label.y()).as(label.text()).isBetween(8.0, drawing.height());
          }
        }
      }
    }
  }

  @Test
  void stepsOfTheRateAreTold() {
    assertThat(RunFigures.rateSteps(DrawnRun.curve()).text())
        .isEqualTo("The learning rate starts at 1e-3; from epoch 7 on it is 1e-4.");
    double[] slope = IntStream.range(0, 30).mapToDouble(i -> 1e-3 / (i + 1)).toArray();
    RateSteps many =
        RunFigures.rateSteps(
            LossCurve.of(0, Map.of("loss", new double[30], "learning_rate", slope)));
    assertThat(many.areFew()).isFalse();
    assertThat(many.text()).isEqualTo("The learning rate goes from 1e-3 to 3.333e-5 in 29 steps.");
    assertThat(RunFigures.rateSteps(LossCurve.of(0, Map.of("loss", new double[2]))).text())
        .isEqualTo("No learning rate is recorded.");
  }

  @Test
  void oneEpochIsEnough() {
    LossCurve curve = LossCurve.of(4, Map.of("loss", new double[] {0.5}));
    Run run = new Run("one", DrawnRun.facts(Map.of()), curve, java.util.Optional.empty());
    Figure loss = RunFigures.loss(run).orElseThrow();
    assertThat(loss.table().rows()).containsExactly(java.util.List.of("5", "0.5000"));
    assertThat(loss.draw(Figure.WIDE).marks()).isNotEmpty();
    assertThat(RunFigures.accuracy(run)).isEmpty();
  }

  @Test
  void tablesHoldTheNumbersOfTheFigures() {
    Assessment assessment = DrawnRun.assessment();
    Table bins = RunFigures.reliability(assessment).get(0).table();
    assertThat(bins.rows().stream().mapToInt(row -> Integer.parseInt(row.get(1))).sum())
        .isEqualTo(200);
    Table confusion =
        new ConfusionFigure(assessment.confusion(), ClassNames.of(List.of(), assessment.classes()))
            .table();
    assertThat(confusion.rows()).hasSize(3);
    assertThat(confusion.rows().get(1).get(2))
        .isEqualTo(Integer.toString(assessment.confusion().get(1).get(1)));
    assertThat(
            RunFigures.entropy(assessment, ClassNames.of(List.of(), assessment.classes()))
                .table()
                .rows())
        .hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 1e-3", "5e-7, 5e-7", "0.00025, 2.5e-4", "0.05, 0.05", "0, 0"})
  void ratesAreShort(double rate, String text) {
    assertThat(Numbers.rate(rate)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 50.0%", "0.99996, 99.996%", "0.9999999999, > 99.9999%", "1, 100%"})
  void confidenceIsNeverRoundedToCertainty(double share, String text) {
    assertThat(Numbers.confidence(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"8.24, 8.2 s", "75.2, 1 min 15 s", "3725, 1 h 02 min", "NaN, unknown"})
  void durations(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }
}
