package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.ConfigFields;
import recipe4j.keras.config.KerasModel;

/** Reads what {@code compile} was given: optimizer and loss. Metrics are ignored, with a note. */
final class TrainingReader {

  /** All of these are the share of images that are right, for one-hot labels. */
  private static final Set<String> ACCURACIES =
      Set.of("accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy");

  private TrainingReader() {}

  /**
   * Reads a training configuration.
   *
   * @param node {@code compile_config} of a {@code .keras}, {@code training_config} of an {@code
   *     .h5}
   * @return null where no loss was given, so that Keras can't train either
   * @throws KerasFormatException if DL4J would not train in the same way
   */
  static KerasModel.@Nullable Training read(JsonNode node) throws KerasFormatException {
    JsonNode given = node.path("loss"); // Keras keeps {} of what was not compiled
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    List<String> notes = new ArrayList<>();
    ConfigFields fields =
        new ConfigFields("the training configuration", node, ConfigFields.READ_UNCOMPILED);
    JsonNode optimizer =
        node.has("optimizer_config") ? node.path("optimizer_config") : node.path("optimizer");
    fields.ignore("optimizer", "optimizer_config", "loss");
    LossReader.Loss loss = LossReader.read(node.path("loss"), notes);
    requireWeightOne(fields);
    fields.allowOnly("sample_weight_mode");
    noteMetrics(List.of(fields.node("metrics"), fields.node("weighted_metrics")), notes);
    // how it is computed, not what; scaled losses are for float16
    fields.ignore("run_eagerly", "jit_compile", "steps_per_execution", "auto_scale_loss");
    fields.requireAllRead();
    return new KerasModel.Training(
        OptimizerReader.read(optimizer), loss.loss(), loss.fromLogits(), notes);
  }

  /** One output has one weight, alone, in a list or under the output's name. */
  private static void requireWeightOne(ConfigFields fields) throws KerasFormatException {
    JsonNode weights = fields.node("loss_weights");
    JsonNode weight = weights.size() == 1 ? weights.elements().next() : weights;
    if (!weight.isNull() && !(weight.isNumber() && weight.asDouble() == 1)) {
      fields.allowOnly("loss_weights", 1);
    }
  }

  /** Notes the metrics that are not computed here; they change nothing in a model. */
  private static void noteMetrics(List<JsonNode> metrics, List<String> notes) {
    Set<String> others = new TreeSet<>();
    metrics.forEach(node -> collectMetrics(node, others));
    if (!others.isEmpty()) {
      notes.add(
          "not computed here: the metrics %s; accuracy and loss are"
              .formatted(String.join(", ", others)));
    }
  }

  private static void collectMetrics(JsonNode metric, Set<String> names) {
    if (metric.isTextual() || metric.has("class_name")) {
      String name = metric.path("config").path("name").asText(metric.path("class_name").asText());
      String shown =
          metric.isTextual()
              ? metric.asText()
              : name.equals("function") ? metric.path("config").asText() : name;
      if (!ACCURACIES.contains(shown)) {
        names.add(UntrustedText.brief(shown));
      }
    } else {
      metric.forEach(one -> collectMetrics(one, names));
    }
  }
}
