package recipe4j.keras.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.keras.KerasFormatException;

/**
 * A chain of layers, in Keras's order and terms.
 *
 * @param name of the model
 * @param input of the first layer
 * @param layers without the input
 * @param training what the model was compiled with, or null
 */
public record KerasModel(
    String name, KerasShape input, List<KerasLayer> layers, @Nullable Training training) {
  /** Keeps a copy of the layers. */
  public KerasModel {
    layers = List.copyOf(layers);
  }

  /**
   * What {@code compile} was given.
   *
   * @param updater the optimizer, in ND4J's terms
   * @param loss function
   * @param fromLogits whether the loss applies softmax or sigmoid itself
   * @param notes a line each for what is left aside or taken on trust
   */
  public record Training(
      IUpdater updater, KerasLoss loss, boolean fromLogits, List<String> notes) {}

  /** Numbers that layers hold, Keras's non-trainable ones included. */
  public long parameters() throws KerasFormatException {
    long sum = 0;
    for (KerasParameter parameter : KerasParameter.of(this)) {
      sum = Math.addExact(sum, parameter.length());
    }
    return sum;
  }
}
