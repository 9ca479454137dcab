package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import recipe4j.io.UntrustedText;

/** Reads what {@code compile} was told: optimizer and loss. Metrics are left aside. */
final class TrainingReader {
  static final String REMEDY = "read it uncompiled, without its training configuration";

  private static final String FUNCTION = "function";

  private TrainingReader() {}

  /**
   * Reads it.
   *
   * @param node {@code compile_config} of a {@code .keras}, {@code training_config} of an {@code
   *     .h5}
   * @throws KerasFormatException if DL4J would not train in the same way
   */
  static KerasModel.Training read(JsonNode node) throws KerasFormatException {
    JsonNode optimizer =
        node.has("optimizer_config") ? node.path("optimizer_config") : node.path("optimizer");
    JsonNode loss = node.path("loss");
    new Fields("the training configuration", node, REMEDY).allowOnly("loss_weights");
    String name = UntrustedText.brief(loss.path("class_name").asText());
    JsonNode function = name.equals(FUNCTION) ? loss.path("config") : loss;
    if (function.isTextual()) {
      return new KerasModel.Training(
          updater(optimizer), KerasLoss.of(UntrustedText.brief(function.asText())), false);
    }
    if (loss.isArray() || !loss.path("module").asText("keras.losses").equals("keras.losses")) {
      throw new Fields("the training configuration", node, REMEDY)
          .wrong("loss", "one of Keras's", loss);
    }
    Fields fields = new Fields("the loss " + name, loss.path("config"), REMEDY);
    fields.allowOnly("label_smoothing", 0);
    fields.allowOnly("reduction", "sum_over_batch_size", "auto");
    fields.allowOnly("axis", -1);
    fields.allowOnly("ignore_class");
    return new KerasModel.Training(
        updater(optimizer), KerasLoss.of(name), fields.flag("from_logits", false));
  }

  private static IUpdater updater(JsonNode node) throws KerasFormatException {
    // Keras 2.11 and later wrote its own optimizers as Custom>Adam
    String name = node.path("class_name").asText(node.asText()).replace("Custom>", "");
    Fields fields =
        new Fields("the optimizer " + UntrustedText.brief(name), node.path("config"), REMEDY);
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
        yield momentum == 0
            ? new Sgd(rate)
            : fields.flag("nesterov", false)
                ? new Nesterovs(rate, momentum)
                : new KerasMomentum(rate, momentum);
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
