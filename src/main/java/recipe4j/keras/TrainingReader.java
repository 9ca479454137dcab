package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import recipe4j.io.UntrustedText;

/** Reads what {@code compile} was told: optimizer and loss. Metrics are left aside, with a note. */
final class TrainingReader {
  static final String REMEDY = "read it uncompiled, without its training configuration";

  /** All of these are the share of images that are right, for one-hot labels. */
  private static final Set<String> ACCURACIES =
      Set.of("accuracy", "acc", "categorical_accuracy", "sparse_categorical_accuracy");

  private TrainingReader() {}

  /**
   * Reads it.
   *
   * @param node {@code compile_config} of a {@code .keras}, {@code training_config} of an {@code
   *     .h5}
   * @return null where no loss was given, so that Keras can't train either
   * @throws KerasFormatException if DL4J would not train in the same way
   */
  static KerasModel.Training read(JsonNode node) throws KerasFormatException {
    JsonNode given = node.path("loss"); // Keras keeps {} of what was not compiled
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    List<String> notes = new ArrayList<>();
    Fields fields = new Fields("the training configuration", node, REMEDY);
    JsonNode optimizer =
        node.has("optimizer_config") ? node.path("optimizer_config") : node.path("optimizer");
    fields.ignore("optimizer", "optimizer_config", "loss");
    LossReader.Loss loss = LossReader.read(node.path("loss"), notes);
    requireWeightOne(fields);
    fields.allowOnly("sample_weight_mode");
    for (String metrics : List.of("metrics", "weighted_metrics")) {
      noteMetrics(fields.node(metrics), notes);
    }
    // how it is computed, not what; scaled losses are for float16
    fields.ignore("run_eagerly", "jit_compile", "steps_per_execution", "auto_scale_loss");
    fields.requireAllRead();
    return new KerasModel.Training(updater(optimizer), loss.loss(), loss.fromLogits(), notes);
  }

  /** One output has one weight, alone, in a list or under the output's name. */
  private static void requireWeightOne(Fields fields) throws KerasFormatException {
    JsonNode weights = fields.node("loss_weights");
    JsonNode weight = weights.size() == 1 ? weights.elements().next() : weights;
    if (!weight.isNull() && !(weight.isNumber() && weight.asDouble() == 1)) {
      fields.allowOnly("loss_weights", 1);
    }
  }

  /** Metrics change nothing in a model; those that are not computed here are told. */
  private static void noteMetrics(JsonNode metrics, List<String> notes) {
    Set<String> others = new TreeSet<>();
    collectMetrics(metrics, others);
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

  private static IUpdater updater(JsonNode given) throws KerasFormatException {
    JsonNode node = Origin.withoutCustom(given);
    String name = node.path("class_name").asText(node.asText());
    String label = "the optimizer " + UntrustedText.brief(name);
    if (!Origin.isKeras(node)) {
      throw new KerasFormatException(
          "%s is of %s, not one of Keras's own; %s".formatted(label, Origin.of(node), REMEDY));
    }
    Fields fields = Fields.of(label, node, REMEDY);
    IUpdater updater = updater(name, fields);
    // averages are kept only with use_ema; the rest is of how it is computed
    fields.ignore("name", "ema_momentum", "ema_overwrite_frequency");
    fields.ignore("jit_compile", "is_legacy_optimizer");
    fields.requireAllRead();
    return updater;
  }

  private static IUpdater updater(String name, Fields fields) throws KerasFormatException {
    fields.allowOnly("weight_decay", 0);
    fields.allowOnly("decay", 0);
    fields.allowOnly("clipnorm");
    fields.allowOnly("global_clipnorm");
    fields.allowOnly("clipvalue");
    fields.allowOnly("use_ema", "false");
    fields.allowOnly("loss_scale_factor");
    fields.allowOnly("gradient_accumulation_steps");
    double rate = fields.float32("learning_rate", fields.float32("lr", 1e-3));
    JsonNode schedule = fields.node("learning_rate");
    if (schedule.isObject()) {
      throw fields.wrong("learning_rate", "a number", schedule.path("class_name"));
    }
    if (rate <= 0) {
      throw fields.wrong("learning_rate", "above 0", rate);
    }
    return switch (name) {
      case "Adam", "adam" -> {
        fields.allowOnly("amsgrad", "false");
        yield new Adam(
            rate, share(fields, "beta_1", 0.9), share(fields, "beta_2", 0.999), epsilon(fields));
      }
      case "SGD", "sgd" -> {
        double momentum = share(fields, "momentum", 0);
        boolean nesterov = fields.flag("nesterov", false);
        yield momentum == 0
            ? new Sgd(rate)
            : nesterov ? new Nesterovs(rate, momentum) : new KerasMomentum(rate, momentum);
      }
      case "RMSprop", "rmsprop" -> {
        fields.allowOnly("momentum", 0);
        fields.allowOnly("centered", "false");
        yield new KerasRmsProp(rate, share(fields, "rho", 0.9), epsilon(fields));
      }
      default ->
          throw new KerasFormatException(
              "the optimizer %s is not supported, only Adam, SGD and RMSprop are; %s"
                  .formatted(UntrustedText.brief(name), REMEDY));
    };
  }

  private static double share(Fields fields, String field, double ifMissing)
      throws KerasFormatException {
    double value = fields.number(field, ifMissing);
    if (value < 0 || value >= 1) {
      throw fields.wrong(field, "at least 0 and below 1", value);
    }
    return value;
  }

  private static double epsilon(Fields fields) throws KerasFormatException {
    double epsilon = fields.number("epsilon", 1e-7);
    if (epsilon <= 0) {
      throw fields.wrong("epsilon", "above 0", epsilon);
    }
    return epsilon;
  }
}
