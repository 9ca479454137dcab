package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Probabilities;

class ReliabilityDiagramTest {
  /** Samples of two classes that predict class 0 with the confidences given, 0.5 or more. */
  private static Probabilities confident(double... confidences) {
    double[][] rows = new double[confidences.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {confidences[i], 1 - confidences[i]};
    }
    return Probabilities.of(rows);
  }

  @Test
  void aWorkedExample() {
    ReliabilityDiagram diagram =
        ReliabilityDiagram.equalWidth(confident(0.75, 0.7, 0.95, 0.9), new int[] {0, 1, 0, 0}, 5);
    assertThat(diagram.samples()).isEqualTo(4);
    assertThat(diagram.bins()).extracting(ConfidenceBin::count).containsExactly(0, 0, 0, 2, 2);
    ConfidenceBin fourth = diagram.bins().get(3);
    assertThat(fourth.lower()).isEqualTo(0.6);
    assertThat(fourth.upper()).isEqualTo(0.8);
    assertThat(fourth.accuracy()).isEqualTo(0.5);
    assertThat(fourth.confidence()).isCloseTo(0.725, within(1e-15));

    CalibrationError error = CalibrationError.of(diagram);
    assertThat(error.expected()).isCloseTo(0.5 * 0.225 + 0.5 * 0.075, within(1e-15));
    assertThat(error.maximum()).isCloseTo(0.225, within(1e-15));
    assertThat(error.rootMeanSquare())
        .isCloseTo(Math.sqrt((0.225 * 0.225 + 0.075 * 0.075) / 2), within(1e-15));
  }

  @Test
  void confidenceOneFallsIntoTheLastBinAndZeroIntoTheFirst() {
    Probabilities p = Probabilities.of(new double[][] {{1, 0}, {1, 0}, {1, 0}});
    int[] labels = {0, 0, 1};
    List<ConfidenceBin> top = ReliabilityDiagram.equalWidth(p, labels, 15).bins();
    assertThat(top).hasSize(15);
    assertThat(top.get(14).count()).isEqualTo(3);
    assertThat(top.get(14).gap()).isCloseTo(1.0 / 3, within(1e-15));
    List<ConfidenceBin> second = ReliabilityDiagram.ofClass(p, labels, 1, 15).bins();
    assertThat(second.get(0).count()).isEqualTo(3);
    assertThat(second.get(0).confidence()).isZero();
  }

  @Test
  void everyEdgeBelongsToTheBinBelow() {
    for (int edge = 1; edge <= 15; edge++) {
      Probabilities p = Probabilities.of(new double[][] {{edge / 15.0, 1 - edge / 15.0}});
      List<ConfidenceBin> bins = ReliabilityDiagram.ofClass(p, new int[] {0}, 0, 15).bins();
      assertThat(bins.get(edge - 1).count()).as("edge %d", edge).isEqualTo(1);
    }
  }

  @Test
  void emptyBinsHaveNoGap() {
    ReliabilityDiagram diagram = ReliabilityDiagram.equalWidth(confident(1), new int[] {0}, 15);
    assertThat(diagram.bins().get(0))
        .isEqualTo(new ConfidenceBin(0, 1.0 / 15, 0, 0, 0))
        .matches(ConfidenceBin::isEmpty);
    assertThat(CalibrationError.of(diagram)).isEqualTo(new CalibrationError(0, 0, 0));
  }

  @Test
  void equalMassBinsHoldEquallyMany() {
    double[] confidences = IntStream.range(0, 90).mapToDouble(i -> 0.55 + i * 0.005).toArray();
    ReliabilityDiagram diagram =
        ReliabilityDiagram.equalMass(confident(confidences), new int[90], 15);
    assertThat(diagram.bins()).hasSize(15).allMatch(bin -> bin.count() == 6);
    assertThat(diagram.bins().get(0).lower()).isZero();
    assertThat(diagram.bins().get(14).upper()).isEqualTo(confidences[89]);
  }

  @Test
  void tiesStayInOneBinWhateverTheirOrder() {
    Probabilities p = confident(1, 0.75, 1, 1, 0.75, 1);
    ReliabilityDiagram diagram = ReliabilityDiagram.equalMass(p, new int[] {0, 0, 1, 0, 1, 0}, 15);
    assertThat(diagram.bins())
        .containsExactly(
            new ConfidenceBin(0, 0.75, 2, 0.5, 0.75), new ConfidenceBin(0.75, 1, 4, 0.75, 1));
    assertThat(
            ReliabilityDiagram.equalMass(
                p.select(5, 4, 3, 2, 1, 0), new int[] {0, 1, 0, 1, 0, 0}, 15))
        .isEqualTo(diagram);
  }

  @Test
  void classWiseErrorOfAWorkedExample() {
    // class 0: 0.8 and 0.8, one of two right; class 1: 0.2 and 0.2, one of two right
    Probabilities p = Probabilities.of(new double[][] {{0.8, 0.2}, {0.8, 0.2}});
    assertThat(CalibrationError.classWise(p, new int[] {0, 1})).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void refusesNoBinsAndLostSamples() {
    Probabilities p = confident(0.9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReliabilityDiagram.equalWidth(p, new int[1], 0))
        .withMessage("bins must be at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReliabilityDiagram.equalMass(p, new int[1], -1))
        .withMessage("bins must be at least 1, found -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReliabilityDiagram(List.of(), 1))
        .withMessage("bins must hold all 1 samples, found 0");
    ReliabilityDiagram empty = new ReliabilityDiagram(List.of(), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(empty))
        .withMessage("a calibration error needs at least one sample, found 0");
  }
}
