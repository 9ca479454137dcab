package recipe4j.keras.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;

/**
 * A chain of layers, in Keras's order and terms.
 *
 * @param name of the model
 * @param input of the first layer
 * @param layers without the input
 * @param training what the model was compiled with, or null
 * @param frozen names of the layers whose weights training leaves as they are
 * @param places for each layer that stands in a model within the model, its place in the file
 * @param penalties what the regularizers of a layer add to the loss, by its name
 */
public record KerasModel(
    String name,
    KerasShape input,
    List<KerasLayer> layers,
    @Nullable Training training,
    Set<String> frozen,
    Map<String, Place> places,
    Map<String, Penalties> penalties) {
  /** Keeps copies. */
  public KerasModel {
    layers = List.copyOf(layers);
    frozen = Set.copyOf(frozen);
    places = Map.copyOf(places);
    penalties = Map.copyOf(penalties);
  }

  /** The same, without regularizers. */
  public KerasModel(
      String name,
      KerasShape input,
      List<KerasLayer> layers,
      @Nullable Training training,
      Set<String> frozen,
      Map<String, Place> places) {
    this(name, input, layers, training, frozen, places, Map.of());
  }

  /** The same with other regularizers. */
  public KerasModel with(Map<String, Penalties> regularizers) {
    return new KerasModel(name, input, layers, training, frozen, places, regularizers);
  }

  /**
   * Where the weights of a layer are.
   *
   * @param path in Keras 3's files
   * @param part number of the outermost model's layer that it is in
   */
  public record Place(String path, int part) {}

  /**
   * What {@code compile} was given.
   *
   * @param updater the optimizer, in ND4J's terms
   * @param loss function and its settings
   * @param fromLogits whether the loss applies softmax or sigmoid itself
   * @param notes a line each for what is left aside or taken on trust
   */
  public record Training(
      IUpdater updater, LossSettings loss, boolean fromLogits, List<String> notes) {}

  /** Numbers that layers hold, Keras's non-trainable ones included. */
  public long parameters() throws KerasFormatException {
    long sum = 0;
    for (KerasParameter parameter : KerasParameter.of(this)) {
      sum = Math.addExact(sum, parameter.length());
    }
    return sum;
  }
}
