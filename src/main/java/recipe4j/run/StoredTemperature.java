package recipe4j.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import recipe4j.data.ImageDataset;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.uncertainty.calibration.TemperatureScaling;

/**
 * The fitted temperature that a model file keeps, as its section {@code calibration}.
 *
 * <pre>{@code
 * Path file = ModelLoader.file(Path.of("runs/mine"));
 * double temperature = StoredTemperature.of(ModelFile.load(file), file);
 * }</pre>
 */
public final class StoredTemperature {
  private static final String SECTION = "calibration";
  private static final String TEMPERATURE = "temperature";

  /** Sections of a model that are true of its weights only, and not of others. */
  public static final Set<String> OF_OTHER_WEIGHTS = Set.of(SECTION, "history");

  private StoredTemperature() {}

  /** {@return whether a model has a fitted temperature, perhaps a wrong one} */
  public static boolean isIn(SavedModel model) {
    return model.section(SECTION).containsKey(TEMPERATURE);
  }

  /**
   * {@return the fitted temperature, by which logits are to be divided: above 0 and finite}
   *
   * @param model any model
   * @param file where it is from, for messages
   * @throws IllegalArgumentException if there is none, or it is out of range
   */
  public static double of(SavedModel model, Path file) {
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

  /**
   * Stores a fitted temperature; the rest of the file stays as it is.
   *
   * @param file of the model, one of ours
   * @param scaling the fit, which has converged
   * @param dataset whose validation images it was fitted on
   * @param split validation split of the dataset, from 0 to below 1
   * @throws IOException if the file can't be read or written
   */
  public static void put(Path file, TemperatureScaling scaling, ImageDataset dataset, double split)
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
