package recipe4j.loss;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross-entropy with Keras's {@code label_smoothing} (keras/src/losses/losses.py): labels {@code y
 * (1 - smoothing) + smoothing / n} of n classes, or, binary, {@code y (1 - smoothing) + smoothing /
 * 2} of each of n outputs, of which the loss is then the mean.
 */
public final class SmoothedCrossEntropy implements ILossFunction {
  private static final long serialVersionUID = 1L;

  @JsonProperty("smoothing")
  private final double smoothing;

  @JsonProperty("binary")
  private final boolean binary;

  /**
   * Creates the loss.
   *
   * @param smoothing share of a label that is spread, 0 to 1
   * @param binary whether each output is a yes or no of its own, after a sigmoid; if not, they are
   *     classes, after softmax
   */
  @JsonCreator
  public SmoothedCrossEntropy(
      @JsonProperty("smoothing") double smoothing, @JsonProperty("binary") boolean binary) {
    this.smoothing = smoothing;
    this.binary = binary;
  }

  /** {@return share of a label that is spread, 0 to 1} */
  public double smoothing() {
    return smoothing;
  }

  /** {@return whether each output is a yes or no of its own} */
  public boolean binary() {
    return binary;
  }

  /**
   * {@return a label after smoothing}
   *
   * @param label before, such as 0 or 1
   * @param outputs of the network
   */
  public float smooth(float label, int outputs) {
    return (float) (label * (1 - smoothing) + smoothing / (binary ? 2 : outputs));
  }

  private INDArray smooth(INDArray labels) {
    return labels.mul(1 - smoothing).addi(smoothing / (binary ? 2 : labels.size(1)));
  }

  private ILossFunction plain(INDArray labels) {
    long outputs = labels.size(1);
    return binary
        ? new LossBinaryXENT(Nd4j.valueArrayOf(new long[] {1, outputs}, 1.0 / outputs))
        : new LossMCXENT();
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray logits,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return plain(labels).computeScore(smooth(labels), logits, activation, mask, average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
    return plain(labels).computeScoreArray(smooth(labels), logits, activation, mask);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
    return plain(labels).computeGradient(smooth(labels), logits, activation, mask);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray logits,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return plain(labels).computeGradientAndScore(smooth(labels), logits, activation, mask, average);
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SmoothedCrossEntropy that
        && smoothing == that.smoothing
        && binary == that.binary;
  }

  @Override
  public int hashCode() {
    return Objects.hash(smoothing, binary);
  }

  @Override
  public String toString() {
    return "SmoothedCrossEntropy(smoothing=" + smoothing + ", binary=" + binary + ")";
  }
}
