package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import recipe4j.keras.config.KerasLoss;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasSchedule;
import recipe4j.keras.config.LossSettings;
import recipe4j.keras.config.ModelWriter;
import recipe4j.optimizer.AdagradRule;
import recipe4j.optimizer.AdamaxRule;
import recipe4j.optimizer.AmsGradRule;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.NadamRule;
import recipe4j.optimizer.OptimizerRule;
import recipe4j.optimizer.RmsPropRule;
import recipe4j.optimizer.RuleOptimizer;

/** Turns optimizer and loss into the JSON of Keras's {@code compile}. */
final class TrainingWriter {
  private TrainingWriter() {}

  /** {@code compile_config} of a {@code .keras} file. */
  static ObjectNode compileConfig(KerasModel.Training training) {
    ObjectNode node = common(training);
    ObjectNode optimizer = optimizer(training.updater());
    optimizer.put("module", "keras.optimizers").putNull("registered_name");
    node.set("optimizer", optimizer);
    return node;
  }

  /** {@code training_config} of an {@code .h5} file. */
  static ObjectNode trainingConfig(KerasModel.Training training) {
    ObjectNode node = common(training);
    node.set("optimizer_config", optimizer(training.updater()));
    return node;
  }

  private static ObjectNode common(KerasModel.Training training) {
    ObjectNode node = ModelWriter.object();
    node.set("loss", loss(training.loss()));
    node.putNull("loss_weights").putNull("weighted_metrics");
    if (training.loss().kind().activation().isEmpty()) {
      node.putNull("metrics");
    } else {
      node.putArray("metrics").add("accuracy");
    }
    return node.put("run_eagerly", false).put("steps_per_execution", 1).put("jit_compile", false);
  }

  /** The name alone where all is as Keras has it by default. */
  private static JsonNode loss(LossSettings loss) {
    if (loss.equals(LossSettings.of(loss.kind()))) {
      return TextNode.valueOf(loss.kind().kerasName());
    }
    ObjectNode node = ModelWriter.object().put("module", "keras.losses");
    node.put("class_name", loss.kind().className()).putNull("registered_name");
    ObjectNode config = node.putObject("config").put("name", loss.kind().kerasName());
    config.put("reduction", loss.sum() ? "sum" : "sum_over_batch_size");
    if (loss.smoothing() > 0) {
      config.put("label_smoothing", loss.smoothing());
    }
    if (loss.kind() == KerasLoss.HUBER) {
      config.put("delta", loss.delta());
    }
    return node;
  }

  private static ObjectNode optimizer(IUpdater updater) {
    ObjectNode config = ModelWriter.object();
    ObjectNode schedule = KerasSchedule.write(UpdaterReader.schedule(updater));
    if (schedule == null) {
      config.put("learning_rate", updater.getLearningRate(0, 0));
    } else {
      config.set("learning_rate", schedule);
    }
    String className = step(ExtendedOptimizer.within(updater), config);
    if (updater instanceof ExtendedOptimizer extended) {
      if (extended.weightDecay() > 0) {
        config.put("weight_decay", extended.weightDecay());
      }
      switch (extended.clipping()) {
        case NORM -> config.put("clipnorm", extended.limit());
        case GLOBAL_NORM -> config.put("global_clipnorm", extended.limit());
        case VALUE -> config.put("clipvalue", extended.limit());
        case NONE -> {}
      }
    }
    ObjectNode node = ModelWriter.object().put("class_name", className);
    node.set("config", config.put("name", className.toLowerCase(java.util.Locale.ROOT)));
    return node;
  }

  /** Writes what the optimizer's steps depend on, and returns Keras's class. */
  private static String step(@Nullable IUpdater updater, ObjectNode config) {
    if (updater instanceof RuleOptimizer ruled) {
      return rule(ruled.rule(), config);
    }
    if (updater instanceof Adam adam) {
      config.put("amsgrad", false);
      return moments(config, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon(), "Adam");
    }
    if (updater instanceof KerasRmsProp rms) {
      return rule(new RmsPropRule(rms.rho(), 0, rms.epsilon(), false), config);
    }
    double momentum =
        updater instanceof Nesterovs nesterovs
            ? nesterovs.getMomentum()
            : updater instanceof KerasMomentum plain ? plain.momentum() : 0;
    config.put("momentum", momentum).put("nesterov", updater instanceof Nesterovs);
    return "SGD";
  }

  private static String rule(OptimizerRule rule, ObjectNode config) {
    if (rule instanceof AmsGradRule r) {
      config.put("amsgrad", true);
      return moments(config, r.beta1(), r.beta2(), r.epsilon(), "Adam");
    }
    if (rule instanceof NadamRule r) {
      return moments(config, r.beta1(), r.beta2(), r.epsilon(), "Nadam");
    }
    if (rule instanceof AdamaxRule r) {
      return moments(config, r.beta1(), r.beta2(), r.epsilon(), "Adamax");
    }
    if (rule instanceof AdagradRule r) {
      config.put("initial_accumulator_value", r.initial()).put("epsilon", r.epsilon());
      return "Adagrad";
    }
    RmsPropRule r = (RmsPropRule) rule;
    config.put("rho", r.rho()).put("momentum", r.momentum());
    config.put("epsilon", r.epsilon()).put("centered", r.centered());
    return "RMSprop";
  }

  private static String moments(
      ObjectNode config, double beta1, double beta2, double epsilon, String className) {
    config.put("beta_1", beta1).put("beta_2", beta2).put("epsilon", epsilon);
    return className;
  }
}
