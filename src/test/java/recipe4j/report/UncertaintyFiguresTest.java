package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.chart.Palette;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.RiskCoverageCurve;
import recipe4j.uncertainty.UncertaintyScore;
import recipe4j.uncertainty.calibration.ReliabilityDiagram;

/** Each figure has its size and the colours of its lines. */
class UncertaintyFiguresTest {
  private static final Logits LOGITS = logits();
  private static final int[] LABELS = labels();

  private static final int TRAIN = rgb(Palette.TRAIN);
  private static final int HELD = rgb(Palette.HELD);

  @TempDir private Path folder;

  private static int rgb(Palette ink) {
    return ink.light().getRGB() & 0xFFFFFF;
  }

  @Test
  void reliability() throws IOException {
    ReliabilityDiagram before =
        ReliabilityDiagram.equalWidth(LOGITS.softmax(), LABELS, ReliabilityDiagram.DEFAULT_BINS);
    ReliabilityDiagram after = ReliabilityDiagram.equalWidth(LOGITS.atTemperature(2), LABELS, 15);
    Path file = folder.resolve("reliability.png");
    UncertaintyFigures.reliability(before, after, "Reliability", file);
    assertThat(colours(file)).contains(TRAIN, HELD);
    // a single sample is too few for a point
    Logits one = LOGITS.first(1);
    ReliabilityDiagram single = ReliabilityDiagram.equalWidth(one.softmax(), new int[] {0}, 15);
    UncertaintyFigures.reliability(single, single, "Reliability", file);
    assertThat(colours(file)).doesNotContain(TRAIN);
  }

  @Test
  void riskCoverage() throws IOException {
    Path file = folder.resolve("risk.png");
    RiskCoverageCurve curve = RiskCoverageCurve.of(UncertaintyScore.ENTROPY, LOGITS, LABELS);
    UncertaintyFigures.riskCoverage(Map.of("entropy", curve), file);
    assertThat(colours(file)).contains(TRAIN);
  }

  @Test
  void entropy() throws IOException {
    Path file = folder.resolve("entropy.png");
    UncertaintyFigures.entropy(LOGITS.first(2), file);
    assertThat(colours(file)).contains(TRAIN, HELD);
  }

  @Test
  void temperature() throws IOException {
    Path file = folder.resolve("temperature.png");
    UncertaintyFigures.temperature(LOGITS, "A digit", file);
    assertThat(colours(file)).contains(TRAIN, HELD);
  }

  private static Set<Integer> colours(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1800);
    Set<Integer> colours = new HashSet<>();
    for (int pixel : image.getRGB(0, 0, 1800, image.getHeight(), null, 0, 1800)) {
      colours.add(pixel & 0xFFFFFF);
    }
    return colours;
  }

  /** Of 60 samples, a third less sure than the others. */
  private static Logits logits() {
    double[][] values = new double[60][];
    for (int i = 0; i < 60; i++) {
      values[i] = new double[] {i % 3 == 0 ? 0.5 : 3, 0, -1};
    }
    return Logits.of(values);
  }

  private static int[] labels() {
    int[] labels = new int[60];
    for (int i = 0; i < 60; i += 6) {
      labels[i] = 1;
    }
    return labels;
  }
}
