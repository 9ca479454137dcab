package recipe4j.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keras 3's own layout: {@code layers/<class>/vars/<n>}, classes counted from the second on ({@code
 * conv2d}, {@code conv2d_1}), whatever the layers are called.
 */
final class VarsSource implements WeightSource {
  private static final String OPTIMIZER = "optimizer/vars/";

  private final Hdf5Reader file;
  private final Map<KerasLayer, String> paths;

  VarsSource(Hdf5Reader file, KerasModel model) {
    this.file = file;
    this.paths = paths(model.layers());
  }

  /** Each layer's group. */
  static Map<KerasLayer, String> paths(List<KerasLayer> layers) {
    Map<KerasLayer, String> paths = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (KerasLayer layer : layers) {
      paths.put(layer, "layers/" + counted(snakeCase(layer.className()), seen) + "/vars");
    }
    return paths;
  }

  /** The name, with a number from the second on. */
  static String counted(String name, Map<String, Integer> seen) {
    int before = seen.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "_" + before;
  }

  /** As Keras's {@code to_snake_case}: MaxPooling2D is max_pooling2d, ReLU is re_lu. */
  static String snakeCase(String className) {
    return className
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public float[] read(Parameter parameter) throws KerasFormatException {
    return file.floats(
        paths.get(parameter.layer()) + "/" + parameter.position(), parameter.kerasSizes());
  }

  @Override
  public Optional<OptimizerState> optimizer() throws KerasFormatException {
    List<String> paths = new ArrayList<>();
    while (file.has(OPTIMIZER + paths.size())) {
      paths.add(OPTIMIZER + paths.size());
    }
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(OptimizerState.of(file, paths, paths, true));
  }
}
