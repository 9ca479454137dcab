package recipe4j.keras.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;

/** Loss functions of Keras that are read; {@link LossSettings} has their equals in DL4J. */
public enum KerasLoss {
  CATEGORICAL_CROSSENTROPY("CategoricalCrossentropy", "softmax"),
  /**
   * Labels as class numbers in Keras, as one-hot rows in DL4J: the same value. DL4J has two classes
   * for that cross-entropy that compute alike; its negative log likelihood stands for this one, so
   * that the network still knows when it is written for Keras again.
   */
  SPARSE_CATEGORICAL_CROSSENTROPY("SparseCategoricalCrossentropy", "softmax"),
  BINARY_CROSSENTROPY("BinaryCrossentropy", "sigmoid"),
  MEAN_SQUARED_ERROR("MeanSquaredError", ""),
  MEAN_ABSOLUTE_ERROR("MeanAbsoluteError", ""),
  HUBER("Huber", ""),
  KL_DIVERGENCE("KLDivergence", "");

  private final String className;
  private final String activation;

  KerasLoss(String className, String activation) {
    this.className = className;
    this.activation = activation;
  }

  /** The function's name in Keras. */
  public String kerasName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What must come before it, or empty for anything. */
  public String activation() {
    return activation;
  }

  /** By the function's name, its short form or the class. */
  public static KerasLoss of(String name) throws KerasFormatException {
    String full =
        switch (name) {
          case "mse", "MSE" -> "mean_squared_error";
          case "mae", "MAE" -> "mean_absolute_error";
          case "bce", "BCE" -> "binary_crossentropy";
          case "kld", "KLD", "kullback_leibler_divergence" -> "kl_divergence";
          case "huber_loss" -> "huber";
          default -> name;
        };
    for (KerasLoss loss : values()) {
      if (full.equals(loss.kerasName()) || full.equals(loss.className)) {
        return loss;
      }
    }
    throw new KerasFormatException(
        "the loss %s is not supported, only %s; compile with one of them, or read it uncompiled"
            .formatted(
                name,
                Arrays.stream(values())
                    .map(KerasLoss::kerasName)
                    .collect(Collectors.joining(", "))));
  }

  /** By the function's own name alone, or null. */
  public static @Nullable KerasLoss ofFunction(String name) {
    return Arrays.stream(values())
        .filter(loss -> loss.kerasName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The one that fits a last activation when a file names none. */
  public static KerasLoss fitting(String activation) {
    return switch (activation) {
      case "softmax" -> CATEGORICAL_CROSSENTROPY;
      case "sigmoid" -> BINARY_CROSSENTROPY;
      default -> MEAN_SQUARED_ERROR;
    };
  }

  /** Keras's class. */
  public String className() {
    return className;
  }
}
