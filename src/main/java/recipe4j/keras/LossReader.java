package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.ConfigFields;
import recipe4j.keras.config.KerasLoss;
import recipe4j.keras.config.LossSettings;
import recipe4j.keras.config.Origin;
import recipe4j.keras.config.Precision;

/** Reads the loss that {@code compile} was given: a name, a function, or a class with settings. */
final class LossReader {
  private static final String FUNCTION = "function";
  private static final String CONFIG = "config";
  private static final String CLASS = "class_name";

  private LossReader() {}

  /** What a loss is, and whether it applies softmax or sigmoid itself. */
  record Loss(LossSettings loss, boolean fromLogits) {}

  /**
   * Reads the loss of a training configuration.
   *
   * @param node {@code loss} of a training configuration; for a model with one output, it may stand
   *     in a list or under the output's name
   * @param notes gets a line for what is taken on trust
   * @throws KerasFormatException if it is none of Keras's that are known, or one with settings that
   *     change it
   */
  static Loss read(JsonNode node, List<String> notes) throws KerasFormatException {
    if (node.isTextual()) {
      return new Loss(LossSettings.of(KerasLoss.of(UntrustedText.brief(node.asText()))), false);
    }
    boolean named = node.isObject() && !node.has(CLASS);
    if (node.size() == 1 && (node.isArray() || named)) {
      JsonNode only = node.elements().next();
      if (only.isTextual() || only.has(CLASS)) {
        return read(only, notes);
      }
    }
    String name = node.path(CLASS).asText();
    if (name.equals(FUNCTION)) {
      return function(node, notes);
    }
    if (!Origin.isKeras(node)) {
      throw usersOwn(name + " of " + Origin.of(node));
    }
    return withSettings(UntrustedText.brief(name), node);
  }

  /**
   * Keras writes no module of a function. Its own have their full names, so {@code mse} is a
   * user's; a user's {@code mean_squared_error} can't be told from Keras's, which Keras, too, takes
   * it for.
   */
  private static Loss function(JsonNode node, List<String> notes) throws KerasFormatException {
    String name = node.path(CONFIG).asText();
    KerasLoss loss = KerasLoss.ofFunction(name);
    String module = node.path("module").asText("builtins");
    boolean registered = !node.path("registered_name").asText(FUNCTION).equals(FUNCTION);
    if (loss == null || !module.equals("builtins") || registered) {
      throw usersOwn("the function " + name);
    }
    notes.add(
        "the loss is the function %s, which is taken for Keras's own, as load_model does"
            .formatted(name));
    return new Loss(LossSettings.of(loss), false);
  }

  private static Loss withSettings(String name, JsonNode node) throws KerasFormatException {
    KerasLoss loss = KerasLoss.of(name);
    ConfigFields fields = ConfigFields.of("the loss " + name, node, ConfigFields.READ_UNCOMPILED);
    JsonNode reduction = fields.node("reduction");
    if (reduction.isNull()) { // no mean: the gradient is of the sum
      throw fields.wrong("reduction", "sum_over_batch_size, mean or auto", "null");
    }
    // of examples without weights, all but the sum are one and the same
    fields.allowOnly(
        "reduction", "sum_over_batch_size", "auto", "mean", "mean_with_sample_weight", "sum");
    boolean smooths =
        loss == KerasLoss.CATEGORICAL_CROSSENTROPY || loss == KerasLoss.BINARY_CROSSENTROPY;
    double smoothing = smooths ? fields.number("label_smoothing", 0) : 0;
    if (smoothing < 0 || smoothing > 1) {
      throw fields.wrong("label_smoothing", "from 0 to 1", smoothing);
    }
    double delta = loss == KerasLoss.HUBER ? fields.number("delta", 1) : 1;
    if (delta <= 0) {
      throw fields.wrong("delta", "above 0", delta);
    }
    fields.allowOnly("axis", -1, 1);
    fields.allowOnly("ignore_class");
    fields.allowOnly("fn", loss.kerasName());
    fields.allowOnly("dtype", Precision.types(fields.node("dtype")));
    boolean fromLogits = fields.flag("from_logits", false);
    fields.ignore("name");
    fields.requireAllRead();
    boolean sum = reduction.asText().equals("sum");
    return new Loss(new LossSettings(loss, smoothing, delta, sum), fromLogits);
  }

  private static KerasFormatException usersOwn(String name) {
    return new KerasFormatException(
        "the loss must be one of Keras's own, found %s; %s"
            .formatted(UntrustedText.brief(name), ConfigFields.READ_UNCOMPILED));
  }
}
