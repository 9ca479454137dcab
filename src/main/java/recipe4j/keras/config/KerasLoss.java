package recipe4j.keras.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import recipe4j.keras.KerasFormatException;

/** Loss functions that have the same value and gradient in DL4J. */
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
  MEAN_ABSOLUTE_ERROR("MeanAbsoluteError", "");

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

  /**
   * DL4J's function for so many outputs. Keras takes their mean where DL4J's XENT takes the sum.
   */
  public ILossFunction function(long outputs) {
    return switch (this) {
      case CATEGORICAL_CROSSENTROPY -> new LossMCXENT();
      case SPARSE_CATEGORICAL_CROSSENTROPY -> new LossNegativeLogLikelihood();
      case BINARY_CROSSENTROPY ->
          outputs == 1
              ? new LossBinaryXENT()
              : new LossBinaryXENT(Nd4j.valueArrayOf(new long[] {1, outputs}, 1.0 / outputs));
      case MEAN_SQUARED_ERROR -> new LossMSE();
      case MEAN_ABSOLUTE_ERROR -> new LossMAE();
    };
  }

  /** Keras's name for DL4J's function, or an error where there is none. */
  public static KerasLoss of(ILossFunction function, long outputs) throws KerasFormatException {
    if (function instanceof LossMCXENT loss && loss.getWeights() == null) {
      return loss instanceof LossNegativeLogLikelihood
          ? SPARSE_CATEGORICAL_CROSSENTROPY
          : CATEGORICAL_CROSSENTROPY;
    }
    if (function instanceof LossBinaryXENT loss && isMean(loss.getWeights(), outputs)) {
      return BINARY_CROSSENTROPY;
    }
    if (function instanceof LossMSE loss && loss.getWeights() == null) {
      return MEAN_SQUARED_ERROR;
    }
    if (function instanceof LossMAE loss && loss.getWeights() == null) {
      return MEAN_ABSOLUTE_ERROR;
    }
    throw new KerasFormatException(
        "the loss %s has no equal in Keras; write it uncompiled".formatted(function));
  }

  private static boolean isMean(INDArray weights, long outputs) {
    return weights == null
        ? outputs == 1
        : weights.length() == outputs
            && weights.sub(1.0 / outputs).amaxNumber().doubleValue() < 1e-6;
  }
}
