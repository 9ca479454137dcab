package recipe4j.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.hdf5.Hdf5Reader;

/**
 * The layout of Keras 1 and 2, which Keras 3 still writes: the attribute {@code layer_names} gives
 * the order of the groups, each one's {@code weight_names} the order of its arrays.
 */
final class LegacyWeights implements WeightSource {
  private static final String OPTIMIZER = "optimizer_weights";

  private final Hdf5Reader file;
  private final List<List<String>> layers = new ArrayList<>();

  /**
   * Finds the layers that have weights.
   *
   * @throws KerasFormatException if the lists of names are missing
   */
  LegacyWeights(Hdf5Reader file) throws KerasFormatException {
    this.file = file;
    String root = file.has("model_weights") ? "model_weights" : "";
    List<String> names = file.attributes(root, "layer_names");
    if (names == null) {
      throw new KerasFormatException(
          "the attribute layer_names is missing; save the model again, with fewer or shorter names of layers");
    }
    for (String name : names) {
      String group = root.isEmpty() ? name : root + "/" + name;
      List<String> weights = file.attributes(group, "weight_names");
      if (weights != null && !weights.isEmpty()) {
        layers.add(weights.stream().map(weight -> group + "/" + weight).toList());
      }
    }
  }

  @Override
  public String path(KerasParameter parameter) throws KerasFormatException {
    if (parameter.ordinal() >= layers.size()
        || parameter.position() >= layers.get(parameter.ordinal()).size()) {
      throw new KerasFormatException(
          "the weights '%s' of %s are missing; the file is of another model"
              .formatted(parameter.kerasName(), parameter.layer().label()));
    }
    return layers.get(parameter.ordinal()).get(parameter.position());
  }

  @Override
  public float[] read(KerasParameter parameter) throws KerasFormatException {
    return file.floats(path(parameter), parameter.kerasSizes());
  }

  @Override
  public Optional<OptimizerState> optimizer() throws KerasFormatException {
    List<String> names = file.attributes(OPTIMIZER, "weight_names");
    if (names == null || names.isEmpty()) {
      return Optional.empty();
    }
    List<String> paths = names.stream().map(name -> OPTIMIZER + "/" + name).toList();
    return Optional.of(OptimizerState.of(file, names, paths, false));
  }
}
