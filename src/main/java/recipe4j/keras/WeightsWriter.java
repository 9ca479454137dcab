package recipe4j.keras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.config.ModelWriter;
import recipe4j.keras.config.Slots;
import recipe4j.keras.hdf5.Hdf5Group;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.Normalization;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.NadamRule;
import recipe4j.optimizer.RuleOptimizer;

/** Lays a network's weights out as Keras's HDF5 files hold them. */
final class WeightsWriter {
  private final KerasModel model;
  private final MultiLayerNetwork net;
  private final NetworkWeights weights;

  WeightsWriter(KerasModel model, MultiLayerNetwork net) throws KerasFormatException {
    this.model = model;
    this.net = net;
    this.weights = new NetworkWeights(net, model);
  }

  /**
   * Keras 3's own layout.
   *
   * @param optimizer whether to add the state of the optimizer
   */
  Hdf5Group vars(boolean optimizer) {
    Hdf5Group root = new Hdf5Group();
    Map<KerasLayer, String> paths = Keras3Weights.paths(model);
    for (KerasLayer layer : model.layers()) {
      root.group(Objects.requireNonNull(paths.get(layer))).attribute("name", layer.name());
    }
    for (KerasParameter parameter : weights.parameters()) {
      root.put(
          paths.get(parameter.layer()) + "/" + parameter.position(),
          parameter.kerasSizes(),
          weights.weights(parameter));
    }
    for (KerasLayer layer : model.layers()) {
      if (hasCount(layer)) {
        root.put(paths.get(layer) + "/2", 0L);
      }
    }
    root.group("vars").attribute("name", model.name());
    if (optimizer && model.training() != null) {
      slots(root.group("optimizer/vars"), model.training().updater());
    }
    return root;
  }

  /** Whether Keras expects the number of examples that it adapted to, of which it makes nothing. */
  private static boolean hasCount(KerasLayer layer) {
    return layer instanceof OwnLayer own
        && own.layer() instanceof Normalization
        && own.keepsWeights();
  }

  private void slots(Hdf5Group vars, IUpdater updater) {
    vars.put("0", (long) net.getLayerWiseConfigurations().getIterationCount());
    int next = 1;
    if (UpdaterReader.schedule(updater) == null) { // a rate of Keras's own is one of its variables
      vars.put(String.valueOf(next++), (float) updater.getLearningRate(0, 0));
    }
    int together = Slots.of(updater).together();
    next = slots(vars, next, 0, together);
    for (int kind = together; kind < Slots.of(updater).count(); kind++) {
      next = slots(vars, next, kind, kind + 1);
    }
    if (ExtendedOptimizer.within(updater) instanceof RuleOptimizer ruled
        && ruled.rule() instanceof NadamRule nadam) {
      int steps = net.getLayerWiseConfigurations().getIterationCount();
      vars.put(String.valueOf(next), (float) nadam.product(steps));
    }
  }

  /** Puts some arrays of each weight, and returns the next number. */
  private int slots(Hdf5Group vars, int first, int from, int to) {
    int next = first;
    for (KerasParameter parameter : weights.parameters()) {
      List<float[]> all = weights.slots(parameter);
      for (float[] slot : all.subList(Math.min(from, all.size()), Math.min(to, all.size()))) {
        vars.put(String.valueOf(next++), parameter.kerasSizes(), slot);
      }
    }
    return next;
  }

  /** The layout of {@code .h5}, with the model's configuration. */
  Hdf5Group legacy() throws KerasFormatException {
    Hdf5Group root = new Hdf5Group();
    root.attribute("keras_version", KerasFileWriter.KERAS_VERSION);
    root.attribute("backend", "tensorflow");
    ObjectNode config = ModelWriter.model(model);
    config.remove("build_config");
    root.attribute("model_config", config.toString());
    if (model.training() != null) {
      root.attribute("training_config", TrainingWriter.trainingConfig(model.training()).toString());
    }
    Hdf5Group layers = root.group("model_weights");
    layers.attribute("keras_version", KerasFileWriter.KERAS_VERSION);
    layers.attribute("backend", "tensorflow");
    layers.attribute("layer_names", model.layers().stream().map(KerasLayer::name).toList());
    for (KerasLayer layer : model.layers()) {
      Hdf5Group group = layers.group(layer.name());
      List<String> names = new ArrayList<>();
      for (KerasParameter parameter : weights.parameters()) {
        if (parameter.layer() == layer) {
          String name = "%s/%s/%s".formatted(model.name(), layer.name(), parameter.kerasName());
          group.put(name, parameter.kerasSizes(), weights.weights(parameter));
          names.add(name);
        }
      }
      if (hasCount(layer)) {
        String name = "%s/%s/count".formatted(model.name(), layer.name());
        group.put(name, 0L);
        names.add(name);
      }
      group.attribute("weight_names", names);
    }
    layers.group("top_level_model_weights").attribute("weight_names", List.of());
    return root;
  }
}
