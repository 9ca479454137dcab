package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageShift;
import recipe4j.data.LabelledImages;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.calibration.CalibrationError;

/** How right and how sure a model is of test images that are turned, blurred or noisy. */
public final class ShiftTable {
  /** They are predicted once for every level. */
  private static final int MOST_IMAGES = 2_000;

  private static final long SEED = 1;

  private record Row(double level, double accuracy, double confidence, double error) {
    static Row of(MultiLayerNetwork net, LabelledImages images, double level) {
      Probabilities p = Predictor.of(net).probabilities(images);
      IntStream all = IntStream.range(0, p.rows());
      double right = all.filter(i -> p.argmax(i) == images.label(i)).count();
      double sure =
          IntStream.range(0, p.rows()).mapToDouble(i -> p.confidence(i).topProbability()).sum();
      return new Row(
          level,
          right / p.rows(),
          sure / p.rows(),
          CalibrationError.of(p, images.labels()).expected());
    }
  }

  private final int count;
  private final Map<ImageShift, List<Row>> rows = new EnumMap<>(ImageShift.class);

  private ShiftTable(int count) {
    this.count = count;
  }

  /** Predicts the first images at temperature 1, at every level of every shift. */
  public static ShiftTable of(MultiLayerNetwork net, LabelledImages test) {
    LabelledImages images = test.first(MOST_IMAGES);
    ShiftTable table = new ShiftTable(images.count());
    Row unchanged = Row.of(net, images, 0);
    for (ImageShift shift : ImageShift.values()) {
      List<Row> own = new ArrayList<>(List.of(unchanged));
      for (double level : shift.levels()) {
        own.add(Row.of(net, shift.apply(images, level, SEED), level));
      }
      table.rows.put(shift, own);
    }
    return table;
  }

  /** A line per level; every line has its line end. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "Under shift, %,d test images, temperature 1:%n", count));
    text.append(String.format("  %-24s%10s%12s%10s%n", "", "accuracy", "confidence", "ECE"));
    rows.forEach(
        (shift, own) ->
            own.forEach(
                row ->
                    text.append(
                        String.format(
                            Locale.ROOT,
                            "  %-24s%10.4f%12.4f%10.4f%n",
                            shift.title() + " " + row.level(),
                            row.accuracy(),
                            row.confidence(),
                            row.error()))));
    return text.toString();
  }

  /** The expected calibration error by the level's number, 0 for the images as they are. */
  public Map<String, double[]> errors() {
    Map<String, double[]> errors = new java.util.LinkedHashMap<>();
    rows.forEach(
        (shift, own) -> errors.put(shift.title(), own.stream().mapToDouble(Row::error).toArray()));
    return errors;
  }
}
