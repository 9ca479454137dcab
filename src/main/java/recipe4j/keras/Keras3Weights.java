package recipe4j.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.hdf5.Hdf5Reader;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.LayerNames;

/**
 * Keras 3's own layout: {@code layers/<class>/vars/<n>}, classes counted from the second on ({@code
 * conv2d}, {@code conv2d_1}), whatever the layers are called.
 */
final class Keras3Weights implements WeightSource {
  private static final String OPTIMIZER = "optimizer/vars/";
  private static final String SCALED_OPTIMIZER = "optimizer/inner_optimizer/vars/";
  private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";

  private final Hdf5Reader file;
  private final Map<KerasLayer, String> paths;

  Keras3Weights(Hdf5Reader file, KerasModel model) throws KerasFormatException {
    this.file = file;
    List<String> old = file.names(OLD_LAYERS);
    this.paths = old.isEmpty() ? paths(model) : oldPaths(model.layers(), old);
  }

  /**
   * Each layer's group as Keras 2.12 has them: it counts a layer with weights twice, so that the
   * first may be {@code dense} and the second {@code dense_2}.
   */
  private static Map<KerasLayer, String> oldPaths(List<KerasLayer> layers, List<String> names) {
    Map<KerasLayer, String> paths = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (KerasLayer layer : layers) {
      String name = LayerNames.snakeCase(layer.className());
      List<String> own =
          names.stream()
              .filter(one -> one.matches(Pattern.quote(name) + "(_[0-9]{1,6})?"))
              .sorted(Comparator.comparingInt(String::length).thenComparing(one -> one))
              .toList();
      int place = seen.merge(name, 1, Integer::sum) - 1;
      String group = place < own.size() ? own.get(place) : name;
      paths.put(layer, OLD_LAYERS + "/" + group + "/vars");
    }
    return paths;
  }

  /** Each layer with the path of its weights. */
  static Map<KerasLayer, String> paths(KerasModel model) {
    Map<KerasLayer, String> paths = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (KerasLayer layer : model.layers()) {
      KerasModel.Place place = model.places().get(layer.name());
      String own =
          "layers/" + LayerNames.counted(LayerNames.snakeCase(layer.className()), seen) + "/vars";
      paths.put(layer, place == null ? own : place.path());
    }
    return paths;
  }

  @Override
  public String path(KerasParameter parameter) {
    return paths.get(parameter.layer()) + "/" + parameter.position();
  }

  @Override
  public float[] read(KerasParameter parameter) throws KerasFormatException {
    return file.floats(path(parameter), parameter.kerasSizes());
  }

  @Override
  public Optional<OptimizerState> optimizer() throws KerasFormatException {
    // of one that scales losses, only the one within counts
    String optimizer = file.has(SCALED_OPTIMIZER + 0) ? SCALED_OPTIMIZER : OPTIMIZER;
    List<String> paths = new ArrayList<>();
    while (file.has(optimizer + paths.size())) {
      paths.add(optimizer + paths.size());
    }
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(OptimizerState.of(file, paths, paths, true));
  }
}
