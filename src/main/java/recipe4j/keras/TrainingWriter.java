package recipe4j.keras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasSchedule;
import recipe4j.keras.config.ModelWriter;

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
    ObjectNode node = ModelWriter.object().put("loss", training.loss().kerasName());
    node.putNull("loss_weights").putNull("weighted_metrics");
    if (training.loss().activation().isEmpty()) {
      node.putNull("metrics");
    } else {
      node.putArray("metrics").add("accuracy");
    }
    return node.put("run_eagerly", false).put("steps_per_execution", 1).put("jit_compile", false);
  }

  private static ObjectNode optimizer(IUpdater updater) {
    ObjectNode config = ModelWriter.object();
    ObjectNode schedule = KerasSchedule.write(UpdaterReader.schedule(updater));
    if (schedule == null) {
      config.put("learning_rate", updater.getLearningRate(0, 0));
    } else {
      config.set("learning_rate", schedule);
    }
    String className;
    if (updater instanceof Adam adam) {
      className = "Adam";
      config.put("beta_1", adam.getBeta1()).put("beta_2", adam.getBeta2());
      config.put("epsilon", adam.getEpsilon()).put("amsgrad", false);
    } else if (updater instanceof KerasRmsProp rms) {
      className = "RMSprop";
      config.put("rho", rms.rho()).put("epsilon", rms.epsilon());
      config.put("momentum", 0.0).put("centered", false);
    } else {
      className = "SGD";
      boolean nesterov = updater instanceof Nesterovs;
      double momentum =
          updater instanceof Nesterovs nesterovs
              ? nesterovs.getMomentum()
              : updater instanceof KerasMomentum plain ? plain.momentum() : 0;
      config.put("momentum", momentum).put("nesterov", nesterov);
    }
    ObjectNode node = ModelWriter.object().put("class_name", className);
    node.set("config", config.put("name", className.toLowerCase(java.util.Locale.ROOT)));
    return node;
  }
}
