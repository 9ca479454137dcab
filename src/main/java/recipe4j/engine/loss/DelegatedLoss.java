package recipe4j.engine.loss;

import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import recipe4j.engine.onednn.FloatArrays;

/**
 * DL4J's own loss function and activation, for the combinations that have no class of their own.
 *
 * @param loss one that is a sum over examples
 * @param activation of the output layer
 */
public record DelegatedLoss(ILossFunction loss, IActivation activation) implements OutputLoss {
  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    INDArray result = activation.getActivation(matrix(logits, from, rows, classes), false);
    System.arraycopy(FloatArrays.copy(result), 0, outputs, from * classes, rows * classes);
  }

  @Override
  public double apply(LossTarget target, float[] logits, int from, int rows, int classes) {
    activate(logits, target.outputs(), from, rows, classes);
    INDArray labels = matrix(target.labels(), from, rows, classes);
    INDArray mask = null;
    if (target.mask() != null) {
      int width = target.mask().length == target.labels().length ? classes : 1;
      mask = matrix(target.mask(), from, rows, width);
    }
    double sum =
        loss.computeScore(labels, matrix(logits, from, rows, classes), activation, mask, false);
    INDArray gradient =
        loss.computeGradient(labels, matrix(logits, from, rows, classes), activation, mask);
    System.arraycopy(
        FloatArrays.copy(gradient), 0, target.gradient(), from * classes, rows * classes);
    return sum;
  }

  private static INDArray matrix(float[] values, int from, int rows, int columns) {
    float[] part = Arrays.copyOfRange(values, from * columns, (from + rows) * columns);
    return Nd4j.create(part, new long[] {rows, columns}, 'c');
  }
}
