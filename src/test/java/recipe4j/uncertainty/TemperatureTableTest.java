package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemperatureTableTest {
  private static final Logits LOGITS = Logits.of(new double[][] {{0, 0, 4}, {1, 2, 0}});

  @Test
  void comparesTheDefaultTemperatures() {
    TemperatureTable table = TemperatureTable.of(LOGITS);
    assertThat(table.temperatures())
        .containsExactly(0.0, 0.25, 0.6, 1.0, 2.0, 5.0, Double.POSITIVE_INFINITY);
    assertThat(table.predicted()).containsExactly(2, 1);
    assertThat(table.cell(3, 1)).isEqualTo(LOGITS.softmax().confidence(1));
    assertThat(table.cell(0, 0)).isEqualTo(new Confidence(2, 1, 1, 0, 0));
  }

  @Test
  void readsWellAsText() {
    assertThat(TemperatureTable.of(LOGITS).text())
        .isEqualTo(
            """
            top probability at temperature
            image  class       0    0.25     0.6       1       2       5       ∞
                0      2  1.0000  1.0000  0.9975  0.9647  0.7870  0.5267  0.3333
                1      1  1.0000  0.9817  0.8166  0.6652  0.5065  0.4018  0.3333

            entropy in nats at temperature
            image  class       0    0.25     0.6       1       2       5       ∞
                0      2  0.0000  0.0000  0.0195  0.1773  0.6656  1.0198  1.0986
                1      1  0.0000  0.0930  0.5567  0.8324  1.0202  1.0854  1.0986
            """);
  }

  @Test
  void columnsStayAlignedForLongTemperatures() {
    String text = TemperatureTable.of(LOGITS, List.of(0.123456789, 1e-300, 12345.5)).text();
    assertThat(text.lines().filter(line -> !line.isEmpty() && !line.contains("temperature")))
        .contains("image  class  0.123456789  1e-300  12345.5")
        .allMatch(line -> line.length() == "image  class  0.123456789  1e-300  12345.5".length());
  }

  @Test
  void refusesABadTemperatureAndABadShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureTable.of(LOGITS, List.of(1.0, -1.0)))
        .withMessage("temperature must be at least 0, found -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureTable.of(LOGITS, List.of()))
        .withMessageContaining("found 0 temperatures, 2 samples");
  }
}
