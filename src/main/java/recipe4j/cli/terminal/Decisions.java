package recipe4j.cli.terminal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ClassNames;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.decision.Abstention;
import recipe4j.uncertainty.decision.ConformalSets;

/**
 * Whether a prediction is given, and sets of classes, as text and as plain values.
 *
 * @param abstention null if every prediction is given
 * @param risk that it was made for
 * @param sets of the model
 * @param coverage of the sets; null if none are wanted
 * @param byClass whether it is meant class by class
 */
public record Decisions(
    @Nullable Abstention abstention,
    @Nullable Double risk,
    ConformalSets sets,
    @Nullable Double coverage,
    boolean byClass) {

  /** A line for every image, below what it means. */
  public void print(Console console, ClassNames names, Logits logits) {
    console.result("");
    if (abstention != null && risk != null) {
      console.result(
          "At most %s%% of answers wrong, with 95%% confidence: %s.",
          number(100 * risk), abstention);
    }
    if (coverage != null) {
      console.result(
          "Sets hold the true class with %s%%, %s; from %,d held-out images.",
          number(100 * coverage),
          byClass ? "for the images of every class" : "over all images",
          sets.images());
    }
    Probabilities p = logits.softmax();
    for (int i = 0; i < logits.rows(); i++) {
      String line = "";
      if (abstention != null) {
        line +=
            abstention.answers(logits, i) ? " answer " + names.of(logits.argmax(i)) : " abstains";
      }
      if (coverage != null) {
        line +=
            sets.of(p, i, coverage, byClass).stream()
                .map(names::of)
                .collect(Collectors.joining(", ", line.isEmpty() ? " {" : ", set {", "}"));
      }
      console.result("image %d:%s", i, line);
    }
  }

  private static String number(double value) {
    return Double.toString(Math.rint(1e9 * value) / 1e9).replaceAll("\\.0$", "");
  }

  /** Adds {@code answered} and {@code set} to every image, and what they were made for. */
  public void addTo(Map<String, Object> values, List<Map<String, Object>> images, Logits logits) {
    Probabilities p = logits.softmax();
    if (abstention != null) {
      values.put(
          "abstention",
          Map.of(
              "risk",
              risk,
              "confidence",
              Abstention.CONFIDENCE,
              "above",
              abstention.probability()));
    }
    if (coverage != null) {
      values.put("conformal", Map.of("coverage", coverage, "class_wise", byClass));
    }
    for (int i = 0; i < images.size(); i++) {
      if (abstention != null) {
        images.get(i).put("answered", abstention.answers(logits, i));
      }
      if (coverage != null) {
        images.get(i).put("set", sets.of(p, i, coverage, byClass));
      }
    }
  }
}
