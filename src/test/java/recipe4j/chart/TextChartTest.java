package recipe4j.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextChartTest {
  private static List<String> labels(String text) {
    return text.lines()
        .filter(line -> line.contains("│"))
        .map(line -> line.substring(0, line.indexOf('│')).strip())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFlatLineHasOneLabelBesideIt(boolean logarithmic) {
    String text = new TextChart(0, 3, logarithmic).line("loss", '●', new double[] {2, 2, 2}).text();
    assertThat(labels(text)).filteredOn(label -> !label.isEmpty()).containsExactly("2.0000");
    assertThat(text.lines().filter(line -> line.contains("2.0000")))
        .allMatch(line -> line.endsWith("●   ●   ●"));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.50001", "1e-9, 2e-9", "100000, 100000.0001", "1e30, 2e30", "-1e9, 1e9"})
  void noTwoRowsHaveTheSameLabelAndAllAreOneWide(double low, double high) {
    String text = new TextChart(0, 2, false).line("loss", '●', new double[] {low, high}).text();
    assertThat(labels(text)).doesNotHaveDuplicates().hasSize(8);
    assertThat(text.lines().filter(line -> line.contains("│")).map(line -> line.indexOf('│')))
        .containsOnly(
            text.lines().filter(line -> line.contains("└")).findFirst().get().indexOf('└'));
    assertThat(labels(text)).allMatch(label -> label.length() < 25);
  }

  @Test
  void figuresOfUsualSizeHaveFourDecimals() {
    String text = new TextChart(1, 2, false).line("loss", '●', new double[] {2.5, 0.7}).text();
    assertThat(labels(text)).startsWith("2.5000").endsWith("0.7000");
    assertThat(text).contains("\n         └─").contains("\n           epoch 1 to 2   ● loss");
  }
}
