package recipe4j.model.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import recipe4j.io.UntrustedText;
import recipe4j.layer.ExampleLayer;

/** Checks fields of a part that depend on each other. */
final class PartRules {
  /** Rank of a convolution's weights over volumes, and so the greatest there is. */
  private static final int MAX_RANK = 5;

  private PartRules() {}

  /**
   * Checks a part whose fields are fine, each for itself.
   *
   * @param part any
   * @param path of it, for the message
   * @throws IOException if the fields don't go together
   */
  static void check(Object part, String path) throws IOException {
    if (part instanceof ActivationRReLU relu) {
      order(path, "l", relu.getL(), "u", relu.getU());
    } else if (part instanceof MinMaxNormConstraint norm) {
      order(path, "min", norm.getMin(), "max", norm.getMax());
    } else if (part instanceof LossBinaryXENT loss && loss.getClipEps() >= 0.5) {
      throw new IOException(
          "clipEps of %s must be below 0.5, found %s"
              .formatted(UntrustedText.brief(path), loss.getClipEps()));
    } else if (part instanceof ExampleLayer layer && !layer.isSound()) {
      throw new IOException(
          "the lists of %s must have as many numbers as the layer takes, found others"
              .formatted(UntrustedText.brief(path)));
    } else if (part instanceof Layer layer && layer.getConstraints() != null) {
      constraints(layer.getConstraints(), rank(layer), path + ".constraints");
    }
  }

  private static void order(String path, String low, double least, String high, double greatest)
      throws IOException {
    if (least >= greatest) {
      throw new IOException(
          "%s of %s must be below %s, found %s and %s"
              .formatted(low, UntrustedText.brief(path), high, least, greatest));
    }
  }

  private static int rank(Layer layer) {
    boolean matrix =
        layer instanceof FeedForwardLayer
            && !(layer instanceof ConvolutionLayer || layer instanceof PReLULayer);
    return matrix ? 2 : MAX_RANK;
  }

  private static void constraints(List<LayerConstraint> constraints, int rank, String path)
      throws IOException {
    for (LayerConstraint constraint : constraints) {
      if (constraint instanceof BaseConstraint norm && !(norm instanceof NonNegativeConstraint)) {
        int[] dimensions = norm.getDimensions();
        if (dimensions == null
            || Arrays.stream(dimensions).distinct().count() != dimensions.length
            || Arrays.stream(dimensions).anyMatch(d -> d < 0 || d >= rank)) {
          throw new IOException(
              "dimensions in %s must be numbers from 0 to %s, each once, found %s"
                  .formatted(UntrustedText.brief(path), rank - 1, Arrays.toString(dimensions)));
        }
      }
    }
  }
}
