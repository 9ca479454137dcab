package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import recipe4j.data.ImageDataset;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.uncertainty.calibration.TemperatureScaling;

/** The fitted temperature as a section of a model file. */
final class StoredTemperature {
  private static final String SECTION = "calibration";
  private static final String TEMPERATURE = "temperature";

  /** Sections that say nothing true of other weights. */
  static final Set<String> OF_OTHER_WEIGHTS = Set.of(SECTION, "history");

  private StoredTemperature() {}

  static boolean isIn(SavedModel model) {
    return model.section(SECTION).containsKey(TEMPERATURE);
  }

  /** Above 0 and finite. */
  static double of(SavedModel model, Path file) {
    if (!isIn(model)) {
      throw new IllegalArgumentException(
          "%s holds no fitted temperature; run `recipe4j calibrate %s` first"
              .formatted(file, file));
    }
    Object value = model.section(SECTION).get(TEMPERATURE);
    if (value instanceof Number number
        && number.doubleValue() > 0
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "the temperature stored in %s must be above 0 and finite, found %s; run `recipe4j calibrate %s` again"
            .formatted(file, value, file));
  }

  static void put(Path file, TemperatureScaling scaling, ImageDataset dataset, double split)
      throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("method", "temperature scaling");
    values.put(TEMPERATURE, scaling.temperature());
    values.put("nll-before", scaling.before());
    values.put("nll-after", scaling.after());
    values.put("iterations", scaling.iterations());
    values.put("gradient", scaling.gradient());
    values.put("dataset", dataset.info().name());
    values.put("validation-split", split);
    values.put("samples", dataset.validation().count());
    ModelFile.putSection(file, SECTION, values);
  }
}
