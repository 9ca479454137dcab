package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EquivalenceMarginsTest {
  @TempDir Path folder;

  /** Standard deviations of two runs d apart are d / sqrt(2); the rate falls at epoch 2. */
  @Test
  void areTheRootMeanSquareOfNeighboursWithTheSameRate() {
    double[] rates = {0.1, 0.1, 0.01, 0.01};
    LossCurve low = curve(new double[] {1, 1, 1, 1}, rates);
    LossCurve high = curve(new double[] {4, 2, 5, 3}, rates); // d = 3, 1, 4, 2
    EquivalenceMargins margins = EquivalenceMargins.of(List.of(low, high));
    double first = 1.5 * Math.sqrt((9 + 1) / 2.0 / 2);
    double second = 1.5 * Math.sqrt((16 + 4) / 2.0 / 2);
    assertThat(margins.margin("loss", 0)).isCloseTo(first, within(1e-12));
    assertThat(margins.margin("loss", 1)).isCloseTo(first, within(1e-12));
    assertThat(margins.margin("loss", 2)).isCloseTo(second, within(1e-12));
    assertThat(margins.margin("loss", 3)).isCloseTo(second, within(1e-12));
  }

  @Test
  void withoutRatesEveryNeighbourCounts() {
    LossCurve low = LossCurve.of(0, Map.of("loss", new double[] {1, 1, 1}));
    LossCurve high = LossCurve.of(0, Map.of("loss", new double[] {2, 3, 4}));
    EquivalenceMargins margins = EquivalenceMargins.of(List.of(low, high));
    assertThat(margins.margin("loss", 1)).isCloseTo(1.5 * Math.sqrt(14 / 3.0 / 2), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(RecordedCurves.class)
  void committedMarginsAreThoseOfTheRule(RecordedCurves curves) throws IOException {
    assumeTrue(!curves.keras().isEmpty(), "Keras's curves are not recorded yet");
    EquivalenceMargins committed = curves.margins();
    EquivalenceMargins byRule = curves.marginsByRule();
    LossCurve keras = curves.keras().get(0);
    assertThat(committed.runs()).isEqualTo(byRule.runs());
    assertThat(committed.metrics())
        .containsExactly("accuracy", "loss", "val_accuracy", "val_loss")
        .isEqualTo(byRule.metrics());
    for (String metric : committed.metrics()) {
      for (int e = 0; e < keras.epochs(); e++) {
        assertThat(committed.margin(metric, e)).isEqualTo(byRule.margin(metric, e), within(1e-15));
      }
    }
  }

  @Test
  void refusesWhatHasNoMargin() {
    EquivalenceMargins margins =
        EquivalenceMargins.of(
            List.of(curve(new double[] {1}, null), curve(new double[] {2}, null)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> margins.margin("loss", 1))
        .withMessage("there are margins for [loss] from epoch 0 on, found no loss of epoch 1");
    assertThatIllegalArgumentException().isThrownBy(() -> margins.margin("accuracy", 0));
  }

  @Test
  void refusesAFileThatHoldsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), "{\"margins\": {\"loss\": 3}}");
    assertThatThrownBy(() -> EquivalenceMargins.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"loss\" must be an array");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> EquivalenceMargins.load(file)).hasMessageContaining("margins need");
  }

  private static LossCurve curve(double[] loss, double[] rates) {
    return LossCurve.of(
        0, rates == null ? Map.of("loss", loss) : Map.of("loss", loss, "learning_rate", rates));
  }
}
