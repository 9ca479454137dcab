package recipe4j.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;
import recipe4j.keras.layer.LayerNames;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.keras.layer.Reshapes;

/** Keras's layers as they are added, with the shape that the last of them gives. */
final class KerasChain {
  private final KerasShape input;
  private final List<KerasLayer> layers = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> frozen = new HashSet<>();
  private boolean freezes;
  private KerasShape shape;

  KerasChain(KerasShape input) {
    this.input = input;
    this.shape = input;
  }

  /** All layers so far as a model. */
  KerasModel model(KerasModel.@Nullable Training training) {
    return new KerasModel("sequential", input, layers, training, frozen, Map.of());
  }

  /**
   * Adds what a preprocessor of DL4J's does.
   *
   * @param index of the layer that it stands before
   * @param before null for none
   * @throws KerasFormatException if Keras has no equal
   */
  void reshape(int index, @Nullable InputPreProcessor before) throws KerasFormatException {
    if (index == 0 && before instanceof FeedForwardToCnnPreProcessor) {
      return; // the input, as it is
    }
    for (InputPreProcessor part : Reshapes.parts(before)) {
      KerasShape made = Reshapes.output(part);
      if (made == null) {
        throw new KerasFormatException(
            "%s has no equal in Keras before layer %s; only Flatten and Reshape do"
                .formatted(part.getClass().getSimpleName(), index));
      }
      if (made.row()) {
        put(new KerasLayer.Flatten(name("flatten", null), false));
      } else if (shape.row() || made.height() != shape.height() || made.width() != shape.width()) {
        reshape(made);
      }
    }
  }

  private void reshape(KerasShape made) throws KerasFormatException {
    List<Long> sizes = List.of(made.height(), made.width(), made.channels());
    put(new KerasLayer.Reshape(name("reshape", null), sizes));
  }

  /** Marks the next layer that keeps weights as one that training leaves as it is. */
  void freezeNext() {
    freezes = true;
  }

  /** Adds a layer; what Keras demands channels of gets them first. */
  void put(KerasLayer layer) throws KerasFormatException {
    boolean single =
        layer instanceof KerasLayer.Flatten
            || layer instanceof KerasLayer.Dropout
            || layer instanceof KerasLayer.Activation
            || layer instanceof KerasLayer.ReLU
            || layer instanceof KerasLayer.ELU
            || (layer instanceof OwnLayer own && own.channelless())
            || layer instanceof KerasLayer.Reshape;
    if (shape.kind() == KerasShape.Kind.PLANE && !single) {
      reshape(KerasShape.image(shape.height(), shape.width(), 1));
    }
    layers.add(layer);
    if (freezes && layer.keepsWeights()) {
      frozen.add(layer.name());
      freezes = false;
    }
    shape = layer.output(shape);
  }

  /**
   * The network's own name where Keras can take it, else a counted one: with letters outside ASCII
   * Keras loads a model, but can't train it or predict with it on TensorFlow.
   */
  String name(String base, @Nullable String own) {
    if (own != null && own.matches("[A-Za-z0-9_.-]+") && names.add(own)) {
      return own;
    }
    String name = LayerNames.counted(base, seen);
    while (!names.add(name)) {
      name = LayerNames.counted(base, seen);
    }
    return name;
  }
}
