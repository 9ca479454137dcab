package recipe4j.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PAPER", "GRID"})
  void readsOnLightAndOnDarkPaper(Palette ink) {
    assertThat(contrast(ink, Palette::light)).as("light").isGreaterThan(4.5);
    assertThat(contrast(ink, Palette::dark)).as("dark").isGreaterThan(4.5);
  }

  @ParameterizedTest
  @EnumSource
  void hasAClassForFillingsAndForLines(Palette ink) {
    assertThat(Palette.css())
        .contains("." + ink.fill() + "{fill:#", "." + ink.stroke() + "{stroke:#");
  }

  /** WCAG 2.2, contrast ratio. */
  private static double contrast(Palette ink, Function<Palette, Color> scheme) {
    double a = luminance(scheme.apply(ink));
    double b = luminance(scheme.apply(Palette.PAPER));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** WCAG 2.2, relative luminance. */
  private static double luminance(Color color) {
    double[] linear =
        DoubleStream.of(color.getRed(), color.getGreen(), color.getBlue())
            .map(v -> v / 255)
            .map(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
