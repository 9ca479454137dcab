package recipe4j.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.LabelledImages;
import recipe4j.uncertainty.ClassDistance;
import recipe4j.uncertainty.HeldOutScores;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Unlikeness;

/**
 * What a model file keeps of held-out images, to tell images that are unlike them: {@code
 * out-of-distribution} in its section {@code calibration}.
 *
 * <pre>{@code
 * SavedModel model = ModelFile.load(file);
 * Logits logits = Predictor.of(model.network()).logits(images);
 * StoredUnlikeness.of(model, file)
 *     .ifPresent(known -> StoredUnlikeness.shares(known, model, images, logits));
 * }</pre>
 */
public final class StoredUnlikeness {
  private static final String SECTION = "calibration";
  private static final String KEY = "out-of-distribution";

  /** Most numbers of a list; those of the covariance are bounded by {@link LastLayerInput#MOST}. */
  private static final int MOST = 10_000;

  private StoredUnlikeness() {}

  /**
   * Takes the measure of held-out images.
   *
   * @param model that has not learned from them
   * @param images at least {@link Unlikeness#LEAST_IMAGES}, with their labels
   * @param logits of these images
   * @return the measure
   * @throws IllegalArgumentException if there are fewer images
   */
  public static Unlikeness measure(SavedModel model, LabelledImages images, Logits logits) {
    return Unlikeness.of(
        logits, LastLayerInput.of(model.network(), images).orElse(null), images.labels());
  }

  /**
   * How unlike images are.
   *
   * @param known of held-out images
   * @param model the same
   * @param images at least one
   * @param logits of these images
   * @return a share per image, see {@link Unlikeness#shares}
   */
  public static double[] shares(
      Unlikeness known, SavedModel model, LabelledImages images, Logits logits) {
    double[][] features =
        known.distance() == null ? null : LastLayerInput.of(model.network(), images).orElse(null);
    return known.shares(logits, features);
  }

  /**
   * Stores a measure; the rest of the file stays as it is.
   *
   * @param file of the model, one of ours
   * @param measure of held-out images
   * @throws IOException if the file can't be read or written
   */
  public static void put(Path file, Unlikeness measure) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("limit", Unlikeness.LIMIT);
    values.put("energy", quantiles(measure.energy()));
    values.put("maximum-probability", quantiles(measure.maximumProbability()));
    if (measure.distance() != null && measure.distances() != null) {
      values.put("distance", quantiles(measure.distances()));
      values.put("means", rows(measure.distance().means()));
      values.put("precision", rows(measure.distance().precision()));
    }
    values.put("least", quantiles(measure.least()));
    ModelFile.addToSection(file, SECTION, Map.of(KEY, values));
  }

  private static Map<String, Object> quantiles(HeldOutScores scores) {
    return Map.of("shares", numbers(scores.shares()), "scores", numbers(scores.scores()));
  }

  private static List<Double> numbers(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<List<Double>> rows(double[][] values) {
    return Arrays.stream(values).map(StoredUnlikeness::numbers).toList();
  }

  /**
   * The measure that a model file keeps.
   *
   * @param model any model
   * @param file where it is from, for messages
   * @return the measure, or empty if there is none
   * @throws IllegalArgumentException if it is not as {@link #put} stores it
   */
  public static Optional<Unlikeness> of(SavedModel model, Path file) {
    Object stored = model.section(SECTION).get(KEY);
    if (stored == null) {
      return Optional.empty();
    }
    try {
      Map<?, ?> values = (Map<?, ?>) stored;
      boolean far = values.containsKey("distance");
      return Optional.of(
          new Unlikeness(
              scores(entry(values, "energy")),
              scores(entry(values, "maximum-probability")),
              far ? distance(values) : null,
              far ? scores(entry(values, "distance")) : null,
              scores(entry(values, "least"))));
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "what %s stores of held-out images must be as `recipe4j calibrate` writes it, found something else; run `recipe4j calibrate %s` again"
              .formatted(file, file),
          e);
    }
  }

  private static ClassDistance distance(Map<?, ?> values) {
    double[][] means = matrix(entry(values, "means"));
    double[][] precision = matrix(entry(values, "precision"));
    boolean square = precision.length <= LastLayerInput.MOST;
    for (double[][] rows : List.of(means, precision)) {
      for (double[] row : rows) {
        square &= row.length == precision.length;
      }
    }
    if (!square || means.length == 0) {
      throw new IllegalArgumentException("means and covariance must have one size");
    }
    ClassDistance distance = new ClassDistance(means, precision);
    distance.of(means); // throws if the precision is none
    return distance;
  }

  private static Object entry(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " must be there");
    }
    return value;
  }

  private static HeldOutScores scores(Object value) {
    Map<?, ?> map = (Map<?, ?>) value;
    return new HeldOutScores(array(entry(map, "shares")), array(entry(map, "scores")));
  }

  private static double[][] matrix(Object value) {
    return list(value).stream().map(StoredUnlikeness::array).toArray(double[][]::new);
  }

  private static double[] array(Object value) {
    double[] array =
        list(value).stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    if (!Arrays.stream(array).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("numbers must be finite");
    }
    return array;
  }

  private static List<?> list(Object value) {
    List<?> list = (List<?>) value;
    if (list.size() > MOST) {
      throw new IllegalArgumentException("a list is too long");
    }
    return list;
  }
}
