package recipe4j.engine;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.onednn.FloatArrays;

/**
 * Predicts one example at a time with the least latency: one buffer is reused, and no ND4J array is
 * made. Each call uses the network's present weights.
 *
 * <p>Several threads may share it; they wait for each other and for the network.
 */
public final class SingleExample {
  private final AcceleratedNetwork network;
  private final INDArray features;

  /**
   * Allocates the buffer.
   *
   * @param network that takes flat rows, such as the recipe's
   * @param length values of an example, such as 784 pixels; at least 1
   */
  public SingleExample(AcceleratedNetwork network, int length) {
    this.network = network;
    this.features =
        FloatArrays.outsideWorkspaces(() -> Nd4j.create(DataType.FLOAT, 1, (long) length));
  }

  /**
   * The output layer's values before its activation.
   *
   * @param example its values, row by row
   * @return one value per class
   * @throws IllegalArgumentException if the example has another length
   * @throws IllegalStateException if the network is not accelerated or takes another length
   */
  public float[] logits(float[] example) {
    return infer(example, false);
  }

  /**
   * The output layer's values, such as the probabilities of a softmax.
   *
   * @param example its values, row by row
   * @return one value per class
   * @throws IllegalArgumentException if the example has another length
   * @throws IllegalStateException if the network is not accelerated or takes another length
   */
  public float[] output(float[] example) {
    return infer(example, true);
  }

  private float[] infer(float[] example, boolean activated) {
    if (example.length != features.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an example must have %d values, found %d",
              features.length(),
              example.length));
    }
    return network.locked(
        () -> {
          FloatArrays.put(example, features);
          return network.infer(features, activated);
        });
  }
}
