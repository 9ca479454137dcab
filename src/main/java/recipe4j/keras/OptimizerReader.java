package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.ConfigFields;
import recipe4j.keras.config.KerasSchedule;
import recipe4j.keras.config.Origin;
import recipe4j.optimizer.AdagradRule;
import recipe4j.optimizer.AdamaxRule;
import recipe4j.optimizer.AmsGradRule;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.ExtendedOptimizer.Clipping;
import recipe4j.optimizer.NadamRule;
import recipe4j.optimizer.OptimizerRule;
import recipe4j.optimizer.RmsPropRule;
import recipe4j.optimizer.RuleOptimizer;

/**
 * Reads the optimizer that {@code compile} was given, by its name or with its settings.
 *
 * <p>Before Keras 2.11, and in {@code keras.optimizers.legacy} after it, RMSprop adds epsilon to
 * the root, as ND4J does; since then, within the root. Only the old ones have a field {@code
 * decay}.
 */
final class OptimizerReader {
  private static final Map<String, Clipping> CLIPPINGS =
      new TreeMap<>(
          Map.of(
              "clipnorm", Clipping.NORM,
              "global_clipnorm", Clipping.GLOBAL_NORM,
              "clipvalue", Clipping.VALUE));

  private final String name;
  private final ConfigFields fields;

  private OptimizerReader(JsonNode given) throws KerasFormatException {
    JsonNode node = Origin.withoutCustom(given);
    this.name = node.path("class_name").asText(node.asText());
    String label = "the optimizer " + UntrustedText.brief(name);
    if (!Origin.isKeras(node)) {
      throw new KerasFormatException(
          "%s is of %s, not one of Keras's own; %s"
              .formatted(label, Origin.of(node), ConfigFields.READ_UNCOMPILED));
    }
    this.fields = ConfigFields.of(label, node, ConfigFields.READ_UNCOMPILED);
  }

  /**
   * Reads the optimizer of a training configuration.
   *
   * @param node a name in any case, which stands for Keras's defaults, or {@code class_name} and
   *     {@code config}
   * @throws KerasFormatException if DL4J would not train in the same way
   */
  static IUpdater read(JsonNode node) throws KerasFormatException {
    if (node.isMissingNode() || node.isNull()) {
      throw new KerasFormatException(
          "the training configuration names no optimizer, as Keras 3 leaves it out of a .keras that is saved after an .h5 of the same model; load the .h5 and save it as .keras, or %s"
              .formatted(ConfigFields.READ_UNCOMPILED));
    }
    OptimizerReader reader = new OptimizerReader(node);
    JsonNode within = reader.fields.node("inner_optimizer");
    if (reader.name.equals("LossScaleOptimizer") && within.isObject()) {
      reader.fields.ignore("name", "initial_scale", "dynamic_growth_steps"); // float32 needs none
      reader.fields.requireAllRead();
      return read(within);
    }
    IUpdater updater = reader.extended(reader.scheduled());
    // averages are kept only with use_ema; the rest is of how it is computed
    reader.fields.ignore("name", "ema_momentum", "ema_overwrite_frequency");
    reader.fields.ignore("jit_compile", "is_legacy_optimizer");
    reader.fields.requireAllRead();
    return updater;
  }

  private IUpdater scheduled() throws KerasFormatException {
    fields.allowOnly("decay", 0);
    fields.allowOnly("use_ema", "false");
    fields.allowOnly("loss_scale_factor", 1);
    fields.allowOnly("gradient_accumulation_steps");
    IUpdater updater = named();
    JsonNode schedule = fields.node("learning_rate");
    if (schedule.isObject()) {
      updater.setLrAndSchedule(Double.NaN, KerasSchedule.read(schedule));
    }
    return updater;
  }

  /** With weight decay and clipping, if there are any; of the latter, Keras takes one. */
  private IUpdater extended(IUpdater updater) throws KerasFormatException {
    double decay = atLeastZero("weight_decay", name.equalsIgnoreCase("AdamW") ? 4e-3 : 0);
    Clipping clipping = Clipping.NONE;
    double limit = 0;
    for (Map.Entry<String, Clipping> one : CLIPPINGS.entrySet()) {
      double own = atLeastZero(one.getKey(), 0); // Keras clips above 0 only
      if (own > 0 && limit > 0) {
        throw fields.wrong(one.getKey(), "left out beside another", own);
      }
      clipping = own > 0 ? one.getValue() : clipping;
      limit = Math.max(limit, own);
    }
    return decay == 0 && limit == 0
        ? updater
        : new ExtendedOptimizer(updater, decay, clipping, limit);
  }

  private IUpdater named() throws KerasFormatException {
    return switch (name.toLowerCase(Locale.ROOT)) { // as Keras's get() does
      case "adam", "adamw" -> {
        double beta1 = share("beta_1", 0.9);
        double beta2 = share("beta_2", 0.999);
        yield fields.flag("amsgrad", false)
            ? new RuleOptimizer(rate(1e-3), new AmsGradRule(beta1, beta2, epsilon()))
            : new Adam(rate(1e-3), beta1, beta2, epsilon());
      }
      case "sgd" -> {
        double momentum = share("momentum", 0);
        boolean nesterov = fields.flag("nesterov", false);
        double rate = rate(1e-2);
        yield momentum == 0
            ? new Sgd(rate)
            : nesterov ? new Nesterovs(rate, momentum) : new KerasMomentum(rate, momentum);
      }
      case "rmsprop" -> rmsProp();
      case "nadam", "adamax", "adagrad" -> new RuleOptimizer(rate(1e-3), rule());
      default ->
          throw new KerasFormatException(
              "the optimizer %s is not supported, only Adam, AdamW, Nadam, Adamax, Adagrad, RMSprop and SGD are; %s"
                  .formatted(UntrustedText.brief(name), ConfigFields.READ_UNCOMPILED));
    };
  }

  private IUpdater rmsProp() throws KerasFormatException {
    double momentum = share("momentum", 0);
    boolean centered = fields.flag("centered", false);
    double rho = share("rho", 0.9);
    if (isLegacy()) {
      fields.allowOnly("momentum", 0); // they take other steps
      fields.allowOnly("centered", "false");
      return new RmsProp(rate(1e-3), rho, epsilon());
    }
    return momentum == 0 && !centered
        ? new KerasRmsProp(rate(1e-3), rho, epsilon())
        : new RuleOptimizer(rate(1e-3), new RmsPropRule(rho, momentum, epsilon(), centered));
  }

  /** Of those that only have a rule here. */
  private OptimizerRule rule() throws KerasFormatException {
    if (isLegacy()) {
      throw unsupported(
          "of keras.optimizers.legacy or of Keras before 2.11, whose steps are others");
    }
    if (name.equalsIgnoreCase("Adagrad")) {
      return new AdagradRule(atLeastZero("initial_accumulator_value", 0.1), epsilon());
    }
    double beta1 = share("beta_1", 0.9);
    double beta2 = share("beta_2", 0.999);
    if (name.equalsIgnoreCase("Adamax")) {
      return new AdamaxRule(beta1, beta2, epsilon());
    }
    if (!fields.node("is_legacy_optimizer").isMissingNode()) { // Keras 3 has no such field
      throw unsupported(
          "of Keras 2, which multiplies a product for each weight and leaves it out of the file");
    }
    return new NadamRule(beta1, beta2, epsilon());
  }

  private boolean isLegacy() {
    return !fields.node("decay").isMissingNode();
  }

  private KerasFormatException unsupported(String why) {
    return new KerasFormatException(
        "the optimizer %s is not supported if it is %s; %s"
            .formatted(UntrustedText.brief(name), why, ConfigFields.READ_UNCOMPILED));
  }

  private double atLeastZero(String field, double ifMissing) throws KerasFormatException {
    double value = fields.float32(field, ifMissing);
    if (value < 0) {
      throw fields.wrong(field, "at least 0", value);
    }
    return value;
  }

  /** The learning rate, which Keras 2.2 called lr. */
  private double rate(double ifMissing) throws KerasFormatException {
    if (fields.node("learning_rate").isObject()) {
      return ifMissing; // a schedule takes its place
    }
    double rate = fields.float32("learning_rate", fields.float32("lr", ifMissing));
    if (rate <= 0) {
      throw fields.wrong("learning_rate", "above 0", rate);
    }
    return rate;
  }

  private double share(String field, double ifMissing) throws KerasFormatException {
    double value = fields.float32(field, ifMissing);
    if (value < 0 || value >= 1) {
      throw fields.wrong(field, "at least 0 and below 1", value);
    }
    return value;
  }

  private double epsilon() throws KerasFormatException {
    double epsilon = fields.float32("epsilon", 1e-7);
    if (epsilon <= 0) {
      throw fields.wrong("epsilon", "above 0", epsilon);
    }
    return epsilon;
  }
}
