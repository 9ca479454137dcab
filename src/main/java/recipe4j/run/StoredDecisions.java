package recipe4j.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.uncertainty.decision.AnswerSteps;
import recipe4j.uncertainty.decision.ConformalSets;

/**
 * What a model file keeps for decisions with a guarantee, in its section {@code calibration} beside
 * the temperature. It is of the network's own probabilities, at temperature 1.
 *
 * @param steps for abstention at any risk
 * @param sets for sets of classes at any coverage
 */
public record StoredDecisions(AnswerSteps steps, ConformalSets sets) {
  private static final String SECTION = "calibration";
  private static final String DECISIONS = "decisions";

  /**
   * What the model has.
   *
   * @param model any model
   * @param file where it is from, for messages
   * @return its steps and sets
   * @throws IllegalArgumentException if it has none, or what it has is damaged
   */
  public static StoredDecisions of(SavedModel model, Path file) {
    Object stored = model.section(SECTION).get(DECISIONS);
    if (!(stored instanceof Map<?, ?> values)) {
      throw new IllegalArgumentException(
          "%s holds nothing for --abstain-risk and --conformal%s; run `recipe4j calibrate %s` first"
              .formatted(
                  file,
                  StoredTemperature.isIn(model)
                      ? ", as it was calibrated by an earlier version"
                      : "",
                  file));
    }
    try {
      return new StoredDecisions(
          new AnswerSteps(
              list(values.get("kept"), Number::intValue),
              list(values.get("wrong"), Number::intValue),
              list(values.get("odds"), Number::doubleValue)),
          new ConformalSets(
              ((Number) Objects.requireNonNull(values.get("images"))).intValue(),
              list(values.get("left"), Number::doubleValue),
              ((List<?>) Objects.requireNonNull(values.get("left-by-class")))
                  .stream().map(row -> list(row, Number::doubleValue)).toList()));
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "what %s holds for --abstain-risk and --conformal is damaged; run `recipe4j calibrate %s` again"
              .formatted(file, file),
          e);
    }
  }

  private static <T> List<T> list(@Nullable Object values, Function<Number, T> read) {
    return ((List<?>) Objects.requireNonNull(values))
        .stream().map(value -> read.apply((Number) value)).toList();
  }

  /**
   * Stores them; the rest of the file stays as it is.
   *
   * @param file of the model, one of ours
   * @throws IOException if the file can't be read or written
   */
  public void put(Path file) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kept", steps.kept());
    values.put("wrong", steps.wrong());
    // JSON has no infinity
    values.put("odds", steps.odds().stream().map(v -> Math.min(v, Double.MAX_VALUE)).toList());
    values.put("images", sets.images());
    values.put("left", sets.left());
    values.put("left-by-class", sets.leftByClass());
    ModelFile.addToSection(file, SECTION, Map.of(DECISIONS, values));
  }
}
