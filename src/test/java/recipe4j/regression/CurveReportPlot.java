package recipe4j.regression;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import recipe4j.chart.LineChart;
import recipe4j.chart.LineChart.Line;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Mark.Point;
import recipe4j.chart.Palette;
import recipe4j.chart.Png;
import recipe4j.chart.Range;
import recipe4j.io.AtomicFile;
import recipe4j.io.PngFile;

/**
 * Four panels, one per metric: the mean of each side, and the ends of its band (mean ± 2 standard
 * deviations).
 */
final class CurveReportPlot {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 340;
  private static final double BAND = 2;

  private CurveReportPlot() {}

  /** Draws two sides, of at least two runs each. */
  static void write(Map<String, List<LossCurve>> sides, Path file) throws IOException {
    Map<String, LossCurveBand> bands = new LinkedHashMap<>();
    sides.forEach((name, runs) -> bands.put(name, LossCurveBand.of(runs)));
    List<BufferedImage> panels = new ArrayList<>();
    for (String metric : List.of("loss", "val_loss", "accuracy", "val_accuracy")) {
      byte[] png = Png.of(chart(metric, bands).draw(WIDTH, HEIGHT), metric);
      panels.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    int width = panels.get(0).getWidth();
    int height = panels.get(0).getHeight();
    BufferedImage image = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < panels.size(); i++) {
      graphics.drawImage(panels.get(i), i % 2 * width, i / 2 * height, null);
    }
    graphics.dispose();
    AtomicFile.write(file, PngFile.of(image));
  }

  private static LineChart chart(String metric, Map<String, LossCurveBand> bands) {
    List<Line> lines = new ArrayList<>();
    bands.forEach(
        (name, band) -> {
          Palette ink = lines.isEmpty() ? Palette.HELD : Palette.TRAIN;
          LineStyle edge = LineStyle.thin(ink).with(Dash.DASHED);
          // logarithmic: above 0
          double share = metric.endsWith("loss") ? 0.1 : 0;
          lines.add(Line.of(name + " mean", points(metric, band, Spread::mean), LineStyle.of(ink)));
          lines.add(Line.of(name + " ± 2 sd", points(metric, band, at -> at.high(BAND)), edge));
          ToDoubleFunction<Spread> low = at -> Math.max(share * at.mean(), at.low(BAND));
          lines.add(new Line(Optional.empty(), points(metric, band, low), edge, false));
        });
    double[] values =
        lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y).toArray();
    LossCurveBand any = bands.values().iterator().next();
    Range epochs = Range.linear(any.firstEpoch() - 0.4, any.firstEpoch() + any.epochs() - 1 + 0.4);
    Range range = metric.endsWith("loss") ? Range.ofLoss(values) : Range.ofAccuracy(values);
    return new LineChart("epoch", epochs, metric, range, lines);
  }

  private static List<Point> points(
      String metric, LossCurveBand band, ToDoubleFunction<Spread> value) {
    return IntStream.range(band.firstEpoch(), band.firstEpoch() + band.epochs())
        .mapToObj(epoch -> new Point(epoch, value.applyAsDouble(band.at(metric, epoch))))
        .toList();
  }
}
