package recipe4j.engine.layer;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;

/**
 * A convolution that is computed directly while all its biases are zero, as in the first step of a
 * training, and by Winograd later. Where all inputs are zero, as in the background of a digit, a
 * direct convolution then gives exactly zero, and ReLU passes no gradient; Winograd may give a
 * rounding error, through which a gradient would pass.
 */
final class ExactZeroConvolution extends Operation {
  private final Operation direct;
  private final Operation winograd;
  private final memory bias;
  private FloatBuffer values;

  ExactZeroConvolution(String name, Operation direct, Operation winograd, memory bias) {
    super(name);
    this.direct = direct;
    this.winograd = winograd;
    this.bias = bias;
  }

  @Override
  public void run() {
    if (values == null) { // memory has addresses only once the plan is complete
      values = FloatArrays.buffer(bias);
    }
    (FloatArrays.isZero(values) ? direct : winograd).run();
  }
}
