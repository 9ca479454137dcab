package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;

/**
 * Sets the outputs of a convolution without a bias, or with all biases zero, to zero where all its
 * inputs are zero, as in the background of a digit. A direct convolution gives exactly zero there,
 * and ReLU passes no gradient; Winograd may give a rounding error, through which a gradient would
 * pass. It matters in the first step of a training, when all biases are still zero.
 */
final class ExactZeroOutputs extends Operation {
  private final WinogradImage inputs;
  private final Tiling tiling;
  private final WinogradImage outputs;
  private final memory bias;
  private final int examples;
  private final boolean[] zero;
  private final float[] pixel;
  private final float[] zeros;
  private FloatBuffer from;
  private FloatBuffer to;
  private FloatBuffer biases;

  /**
   * Describes the check of one micro-batch.
   *
   * @param name for profiles
   * @param inputs of the convolution
   * @param tiling with the padding
   * @param outputs of the convolution
   * @param bias nothing is done unless it is zero or null
   * @param examples in the micro-batch
   */
  ExactZeroOutputs(
      String name,
      WinogradImage inputs,
      Tiling tiling,
      WinogradImage outputs,
      memory bias,
      int examples) {
    super(name);
    this.inputs = inputs;
    this.tiling = tiling;
    this.outputs = outputs;
    this.bias = bias;
    this.examples = examples;
    this.zero = new boolean[inputs.height() * inputs.width() * examples];
    this.pixel = new float[inputs.values()];
    this.zeros = new float[outputs.values() / examples];
  }

  @Override
  public void run() {
    if (from == null) {
      from = inputs.buffer();
      to = outputs.buffer();
      biases = bias == null ? FloatBuffer.allocate(0) : FloatArrays.buffer(bias);
    }
    if (!FloatArrays.isZero(biases)) {
      return;
    }
    findZeros();
    for (int row = 0; row < outputs.height(); row++) {
      for (int column = 0; column < outputs.width(); column++) {
        for (int example = 0; example < examples; example++) {
          if (isZero(row + tiling.top(), column + tiling.left(), example)) {
            to.put(outputs.offset(row, column) + example * zeros.length, zeros);
          }
        }
      }
    }
  }

  private void findZeros() {
    int channels = pixel.length / examples;
    for (int i = 0; i < zero.length / examples; i++) {
      from.get(i * pixel.length, pixel);
      for (int example = 0; example < examples; example++) {
        boolean all = true;
        for (int k = example * channels; k < (example + 1) * channels && all; k++) {
          all = pixel[k] == 0;
        }
        zero[i * examples + example] = all;
      }
    }
  }

  /** Whether the 3x3 inputs below and right of this corner are zero or outside the image. */
  private boolean isZero(int top, int left, int example) {
    for (int row = top; row < top + 3; row++) {
      for (int column = left; column < left + 3; column++) {
        int offset = inputs.offset(row, column);
        if (offset >= 0 && !zero[offset / pixel.length * examples + example]) {
          return false;
        }
      }
    }
    return true;
  }
}
