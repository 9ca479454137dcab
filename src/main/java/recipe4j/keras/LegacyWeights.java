package recipe4j.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import recipe4j.keras.config.KerasModel;
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
  private final Map<String, String> nested = new HashMap<>();

  /**
   * Finds the layers that have weights.
   *
   * @throws KerasFormatException if the lists of names are missing
   */
  LegacyWeights(Hdf5Reader file, KerasModel model) throws KerasFormatException {
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
    if (!model.places().isEmpty()) {
      placeNested(KerasParameter.of(model), model.places());
    }
  }

  private static String key(KerasParameter parameter) {
    return parameter.layer().name() + "/" + parameter.position();
  }

  /**
   * A model within the model has one group: first all weights that are trained, then all others.
   */
  private void placeNested(List<KerasParameter> all, Map<String, KerasModel.Place> places) {
    Map<Integer, List<KerasParameter>> parts = new TreeMap<>();
    for (KerasParameter parameter : all) {
      int part = Objects.requireNonNull(places.get(parameter.layer().name())).part();
      parts.computeIfAbsent(part, unused -> new ArrayList<>()).add(parameter);
    }
    int group = 0;
    for (List<KerasParameter> part : parts.values()) {
      List<KerasParameter> ordered = new ArrayList<>(part);
      ordered.sort(Comparator.comparing(parameter -> !parameter.trainable()));
      for (int i = 0; i < ordered.size(); i++) {
        boolean there = group < layers.size() && i < layers.get(group).size();
        nested.put(key(ordered.get(i)), there ? layers.get(group).get(i) : "");
      }
      group++;
    }
  }

  @Override
  public String path(KerasParameter parameter) throws KerasFormatException {
    String place = nested.get(key(parameter));
    if (place != null && !place.isEmpty()) {
      return place;
    }
    if (place != null
        || parameter.ordinal() >= layers.size()
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
