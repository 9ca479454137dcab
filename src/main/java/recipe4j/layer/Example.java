package recipe4j.layer;

import java.util.Arrays;

/**
 * One example on its way through a layer: what it takes and gives, and the gradients of the loss
 * with respect to both. Values are row-major, channels before height and width. The arrays are used
 * again for the next example.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public final class Example {
  final long[] shape;
  final float[] input;
  final float[] output;
  final float[] outputGradient;
  final float[] inputGradient;
  final float[][] weights;
  final float[][] weightGradients;
  boolean training;
  long seed;

  /**
   * Room for examples of one shape.
   *
   * @param layer that computes them
   * @param shape of the input, [values] or [channels, height, width]
   */
  public Example(ExampleLayer layer, long... shape) {
    this.shape = shape.clone();
    this.input = new float[size(shape)];
    this.output = new float[size(layer.outputShape(shape))];
    this.outputGradient = new float[output.length];
    this.inputGradient = new float[input.length];
    this.weights = layer.weights().stream().map(WeightArray::values).toArray(float[][]::new);
    this.weightGradients =
        layer.weights().stream()
            .map(weight -> new float[Math.toIntExact(weight.length())])
            .toArray(float[][]::new);
  }

  private static int size(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
  }

  /**
   * Says how the next example is computed.
   *
   * @param inTraining whether as in training
   * @param number of the random choices; a function of network, layer, step and row
   */
  public void mode(boolean inTraining, long number) {
    training = inTraining;
    seed = number;
  }

  /** {@return what goes in, to be filled} */
  public float[] input() {
    return input;
  }

  /** {@return what comes out} */
  public float[] output() {
    return output;
  }

  /** {@return the gradient with respect to the output, to be filled} */
  public float[] outputGradient() {
    return outputGradient;
  }

  /** {@return the gradient with respect to the input} */
  public float[] inputGradient() {
    return inputGradient;
  }

  /** {@return the layer's weights, in its order, to be filled} */
  public float[][] weights() {
    return weights;
  }

  /** {@return the gradients with respect to the weights, to which each example adds} */
  public float[][] weightGradients() {
    return weightGradients;
  }

  /** Forgets the gradients with respect to the weights. */
  public void clearGradients() {
    for (float[] gradient : weightGradients) {
      Arrays.fill(gradient, 0);
    }
  }

  /** {@return values of one channel: 1 in a row} */
  int area() {
    return shape.length == 3 ? Math.toIntExact(shape[1] * shape[2]) : 1;
  }

  /**
   * Mixes numbers to one that looks random (SplitMix64, Steele, Lea and Flood, 2014).
   *
   * @param numbers any, of which the last changes fastest
   * @return a seed
   */
  public static long mix(long... numbers) {
    long state = 0;
    for (long number : numbers) {
      long z = (state + number) * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      state = z ^ (z >>> 31);
    }
    return state;
  }

  /** {@return a number from 0 to below 1, the same for the same example, step and index} */
  double uniform(int index) {
    return (mix(seed, index) >>> 11) * 0x1p-53;
  }
}
