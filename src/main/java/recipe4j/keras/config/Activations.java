package recipe4j.keras.config;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
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
import recipe4j.engine.Rescaling;
import recipe4j.keras.KerasFormatException;

/** Translates activations between Keras and DL4J. */
public final class Activations {
  /** Keras's default for {@code leaky_relu}; DL4J's own is 0.01. */
  private static final double LEAKY_SLOPE = 0.2;

  private static final double SIX = 6;

  private static final Map<String, Supplier<IActivation>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("linear", ActivationIdentity::new),
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

  private Activations() {}

  /** Whether Keras's name is known. */
  static boolean isKnown(String name) {
    return BY_NAME.containsKey(name);
  }

  /** All known names, for error texts. */
  static String names() {
    return String.join(", ", BY_NAME.keySet());
  }

  /** DL4J's function for a known name. */
  public static IActivation of(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), name).get();
  }

  /** DL4J's function for a ReLU layer. */
  public static IActivation of(KerasLayer.ReLU layer) throws KerasFormatException {
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
    if (plain && noSlope) {
      return new ActivationThresholdedReLU(layer.threshold());
    }
    throw new KerasFormatException(
        "%s is supported with max_value 6, or a negative_slope, or a threshold, found max_value %s, negative_slope %s, threshold %s; split it into two layers"
            .formatted(layer.label(), layer.maxValue(), layer.negativeSlope(), layer.threshold()));
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

  /** A Keras layer for DL4J's function. */
  public static KerasLayer layer(String name, IActivation activation) throws KerasFormatException {
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
    if (activation instanceof Rescaling rescaling) {
      return new KerasLayer.Rescaling(name, rescaling.scale(), rescaling.offset());
    }
    throw new KerasFormatException(
        "the activation %s has no equal in Keras, only %s; train with one of them"
            .formatted(activation, names()));
  }
}
