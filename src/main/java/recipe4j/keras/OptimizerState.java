package recipe4j.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.config.Slots;
import recipe4j.keras.hdf5.Hdf5Reader;

/**
 * The state of an optimizer in a file: its steps, in most files of Keras 3 its learning rate, then
 * arrays of the shapes of the weights, such as moments.
 *
 * <p>Adam's two arrays a weight stand side by side in the files of Keras 2.11 and later; before,
 * all first moments came before all second ones. Names tell which, where there are names.
 *
 * @param source reads from the file
 * @param entries in the file's order
 * @param interleaved whether the arrays of one weight stand side by side where names do not tell
 */
record OptimizerState(@Nullable Hdf5Reader source, List<Entry> entries, boolean interleaved) {
  /**
   * One array or number.
   *
   * @param name of the variable, or its number
   * @param path in the file
   * @param shape sizes, none for a number
   */
  record Entry(String name, String path, List<Long> shape) {}

  /** The state of a file that holds none. */
  static final OptimizerState NONE = new OptimizerState(null, List.of(), false);

  /** Finds the entries, up to the first that is missing. */
  static OptimizerState of(
      Hdf5Reader source, List<String> names, List<String> paths, boolean interleaved)
      throws KerasFormatException {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(new Entry(names.get(i), paths.get(i), source.shape(paths.get(i))));
    }
    return new OptimizerState(source, entries, interleaved);
  }

  /**
   * Steps done.
   *
   * @return null where the file does not tell
   * @throws KerasFormatException if they are no count
   */
  @Nullable Integer iterations() throws KerasFormatException {
    if (entries.isEmpty() || !entries.get(0).shape().isEmpty()) {
      return null; // Keras 2.2 kept none for RMSprop
    }
    long iterations = file().integer(entries.get(0).path());
    if (iterations < 0 || iterations > Integer.MAX_VALUE) {
      throw new KerasFormatException(
          "the optimizer's iterations must be from 0 to %s, found %s; save the model again"
              .formatted(Integer.MAX_VALUE, iterations));
    }
    return (int) iterations;
  }

  /**
   * {@return the learning rate, which Keras 3 continues with, whatever the configuration says; null
   * where the file does not tell}
   *
   * @throws KerasFormatException if it is no rate
   */
  @Nullable Double learningRate() throws KerasFormatException {
    if (entries.size() < 2 || !entries.get(1).shape().isEmpty()) {
      return null;
    }
    float rate = file().floats(entries.get(1).path())[0];
    if (!(rate > 0) || Float.isInfinite(rate)) {
      throw new KerasFormatException(
          "the optimizer's learning rate must be above 0, found %s; save the model again"
              .formatted(rate));
    }
    return Double.parseDouble(Float.toString(rate)); // 0.001 stays 0.001
  }

  /** What the entries are read from; there are none without it. */
  Hdf5Reader file() {
    return Objects.requireNonNull(source);
  }

  /** The arrays, without the numbers. */
  List<Entry> arrays() {
    return entries.stream().filter(entry -> !entry.shape().isEmpty()).toList();
  }

  /**
   * {@return the arrays of one kind, such as first moments, one for each weight; null where the
   * file's arrays are others}
   *
   * @param kind from 0
   * @param slots what the optimizer keeps
   * @param weights that the optimizer changes
   */
  @Nullable List<Entry> arrays(int kind, Slots slots, List<KerasParameter> weights) {
    List<Entry> arrays = arrays();
    boolean named = arrays.stream().noneMatch(array -> slots.kind(array.name()) < 0);
    int together = interleaved ? slots.together() : 1;
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      int first = together * weights.size(); // of the arrays that stand side by side
      int place =
          named
              ? slots.kind(arrays.get(i).name())
              : i < first ? i % together : together + (i - first) / weights.size();
      if (place == kind) {
        found.add(arrays.get(i));
      }
    }
    int own = Math.min(arrays.size(), slots.count() * weights.size());
    boolean fits =
        found.size() == weights.size()
            && arrays.subList(own, arrays.size()).stream()
                .allMatch(more -> more.shape().equals(List.of(1L))); // Keras 2.2 keeps zeros
    for (int i = 0; fits && i < found.size(); i++) {
      fits = found.get(i).shape().equals(weights.get(i).kerasShape());
    }
    return fits ? found : null;
  }

  /** A note for a training that starts without it. */
  String leftAside() {
    return entries.isEmpty()
        ? "the file holds no steps and no moments of the optimizer; training starts it afresh"
        : "the optimizer's %s arrays in the file are not those of this model and optimizer; training starts it afresh"
            .formatted(arrays().size());
  }
}
