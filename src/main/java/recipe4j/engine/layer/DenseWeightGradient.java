package recipe4j.engine.layer;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.OneDnn;
import recipe4j.engine.onednn.Operation;

/**
 * The gradient of a dense layer's weights as one matrix product, in DL4J's own layout: converting
 * large weights from another layout would take longer than the product.
 */
final class DenseWeightGradient extends Operation {
  private static final byte TRANSPOSED = 'T';
  private static final byte NOT_TRANSPOSED = 'N';

  private final Data above;
  private final Data source;
  private final long rows;
  private final long outputs;
  private final long inputs;
  private final Data result;
  private FloatPointer left;
  private FloatPointer right;
  private FloatPointer product;

  /**
   * Describes the product.
   *
   * @param name for errors and profiles
   * @param above gradient of the outputs, [rows, outputs]
   * @param source the layer's input, [rows, inputs]; ones for a bias
   * @param extents {rows, outputs, inputs}
   * @param result receives [outputs, inputs]
   */
  DenseWeightGradient(String name, Data above, Data source, long[] extents, Data result) {
    super(name);
    this.above = above;
    this.source = source;
    this.rows = extents[0];
    this.outputs = extents[1];
    this.inputs = extents[2];
    this.result = result;
  }

  @Override
  public void run() {
    if (left == null) { // memory has addresses only once the plan is complete
      left = above.values();
      right = source.values();
      product = result.values();
    }
    int status =
        dnnl.dnnl_sgemm(
            TRANSPOSED,
            NOT_TRANSPOSED,
            outputs,
            inputs,
            rows,
            1f,
            left,
            outputs,
            right,
            inputs,
            0f,
            product,
            inputs);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN could not multiply for %s: %s".formatted(name(), OneDnn.status(status)));
    }
  }
}
