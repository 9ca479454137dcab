package recipe4j.keras.layer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import recipe4j.activation.ClippedRelu;
import recipe4j.activation.Exponential;
import recipe4j.activation.Gelu;
import recipe4j.activation.HardSigmoid;
import recipe4j.activation.HardSilu;
import recipe4j.keras.KerasFormatException;
import recipe4j.layer.Rescaling;

/** Translates activations between Keras and DL4J. */
public final class Activations {
  /** Keras's default for {@code leaky_relu}; DL4J's own is 0.01. */
  private static final double LEAKY_SLOPE = 0.2;

  private static final double SIX = 6;

  private static final Map<String, Supplier<IActivation>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("exponential", Exponential::new),
              Map.entry("gelu", Gelu::new),
              Map.entry("hard_sigmoid", HardSigmoid::new),
              Map.entry("hard_silu", HardSilu::new),
              Map.entry("linear", ActivationIdentity::new),
              Map.entry("mish", ActivationMish::new),
              Map.entry("relu", ActivationReLU::new),
              Map.entry("relu6", ActivationReLU6::new),
              Map.entry("leaky_relu", () -> new ActivationLReLU(LEAKY_SLOPE)),
              Map.entry("elu", ActivationELU::new),
              Map.entry("selu", ActivationSELU::new),
              Map.entry("sigmoid", ActivationSigmoid::new),
              Map.entry("silu", ActivationSwish::new),
              Map.entry("softmax", ActivationSoftmax::new),
              Map.entry("softplus", ActivationSoftPlus::new),
              Map.entry("softsign", ActivationSoftSign::new),
              Map.entry("tanh", ActivationTanH::new)));

  /** Other names of the same functions. */
  private static final Map<String, String> ALIASES =
      Map.of("swish", "silu", "hard_swish", "hard_silu", "celu", "elu"); // with an alpha of 1

  /** Keras 2's own formula of a function that Keras 3 has another of; Keras 3 can't name it. */
  public static final String KERAS_2 = "keras 2's ";

  private Activations() {}

  /** The name that the others of a function stand for. */
  public static String usual(String name) {
    return ALIASES.getOrDefault(name, name);
  }

  /** Whether Keras's name is known. */
  public static boolean isKnown(String name) {
    return BY_NAME.containsKey(name);
  }

  /** All known names, for error texts. */
  public static String names() {
    return String.join(", ", BY_NAME.keySet());
  }

  /** DL4J's function for a known name. */
  public static IActivation of(String name) {
    if (name.equals(KERAS_2 + "hard_sigmoid")) {
      return new ActivationHardSigmoid();
    }
    return Objects.requireNonNull(BY_NAME.get(name), name).get();
  }

  /** DL4J's function for a ReLU layer. */
  public static IActivation of(KerasLayer.ReLU layer) {
    Double most = layer.maxValue();
    boolean plain = most == null;
    boolean noSlope = layer.negativeSlope() == 0;
    boolean noThreshold = layer.threshold() == 0;
    if (plain && noSlope && noThreshold) {
      return new ActivationReLU();
    }
    if (most != null && most == SIX && noSlope && noThreshold) {
      return new ActivationReLU6();
    }
    if (plain && noThreshold) {
      return new ActivationLReLU(layer.negativeSlope());
    }
    return plain && noSlope
        ? new ActivationThresholdedReLU(layer.threshold())
        : new ClippedRelu(most, layer.negativeSlope(), layer.threshold());
  }

  /** Keras's name for DL4J's function, or null where it needs a layer of its own or has none. */
  public static @Nullable String name(IActivation activation) {
    for (var entry : BY_NAME.entrySet()) {
      if (entry.getValue().get().equals(activation)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Keras layers for DL4J's function: one, or the two that make DL4J's hard sigmoid. */
  public static List<KerasLayer> layers(String name, IActivation activation)
      throws KerasFormatException {
    return activation.equals(new ActivationHardSigmoid())
        ? List.of(
            new OwnLayer(name + "_line", new Rescaling(List.of(0.2), List.of(0.5))),
            new KerasLayer.ReLU(name, 1.0, 0, 0))
        : List.of(layer(name, activation));
  }

  private static KerasLayer layer(String name, IActivation activation) throws KerasFormatException {
    String known = name(activation);
    if (known != null) {
      return known.equals("softmax")
          ? new KerasLayer.Softmax(name)
          : new KerasLayer.Activation(name, known);
    }
    if (activation instanceof ActivationLReLU leaky) {
      return new KerasLayer.ReLU(name, null, leaky.getAlpha(), 0);
    }
    if (activation instanceof ActivationThresholdedReLU thresholded) {
      return new KerasLayer.ReLU(name, null, 0, thresholded.getTheta());
    }
    if (activation instanceof ActivationELU elu) {
      return new KerasLayer.ELU(name, elu.getAlpha());
    }
    if (activation instanceof ClippedRelu relu) {
      return new KerasLayer.ReLU(name, relu.max(), relu.negativeSlope(), relu.threshold());
    }
    throw new KerasFormatException(
        "the activation %s has no equal in Keras, only %s; train with one of them"
            .formatted(activation, names()));
  }
}
