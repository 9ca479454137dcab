package recipe4j.engine.layer;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.plan.Tensor;

/**
 * The gradient of max pooling in Java: zeros, with every window's gradient added at the place of
 * its maximum. On AVX2 processors that takes less than half the time of oneDNN's kernels, whose
 * masked stores are slow there.
 *
 * <p>oneDNN's forward kernel has written the places into its workspace: one byte for each output,
 * the position within the window, row by row. For windows without padding, in the layout with
 * blocks of eight channels.
 */
final class MaxPoolGradient extends Operation {
  static final memory.format_tag LAYOUT = memory.format_tag.aBcd8b;
  private static final int BLOCK = 8;

  private final memory pooled;
  private final memory workspace;
  private final memory result;
  private final int planes;
  private final int outputRows;
  private final int outputColumns;
  private final int rowStep;
  private final int columnStep;
  private final int[] offsets;
  private final float[] gradients;
  private final byte[] positions;
  private final float[] plane;
  private FloatBuffer from;
  private ByteBuffer maxima;
  private FloatBuffer to;

  /**
   * Describes it for one micro-batch.
   *
   * @param name for profiles
   * @param spec the pooling
   * @param above gradient with respect to the output, in {@link #LAYOUT}
   * @param workspace of the forward kernel, one byte per value, in the same layout
   * @param below receives the gradient with respect to the input, in {@link #LAYOUT}
   */
  MaxPoolGradient(
      String name, LayerSpec.Pooling spec, Tensor above, memory workspace, Tensor below) {
    super(name);
    this.pooled = above.data();
    this.workspace = workspace;
    this.result = below.data();
    int height = (int) below.shape().dims()[1];
    int width = (int) below.shape().dims()[2];
    int[] kernel = spec.window().kernel();
    int[] stride = spec.window().stride();
    this.outputRows = (int) above.shape().dims()[1];
    this.outputColumns = (int) above.shape().dims()[2];
    int outputPlane = outputRows * outputColumns * BLOCK;
    this.planes = (int) (above.layout().get_size() / Float.BYTES / outputPlane);
    this.rowStep = stride[0] * width * BLOCK;
    this.columnStep = stride[1] * BLOCK;
    this.offsets = new int[kernel[0] * kernel[1]];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (i / kernel[1] * width + i % kernel[1]) * BLOCK;
    }
    this.gradients = new float[outputPlane];
    this.positions = new byte[outputPlane];
    this.plane = new float[height * width * BLOCK];
  }

  @Override
  public void run() {
    if (from == null) {
      open();
    }
    for (int i = 0; i < planes; i++) {
      from.get(i * gradients.length, gradients);
      maxima.get(i * positions.length, positions);
      Arrays.fill(plane, 0f);
      for (int row = 0; row < outputRows; row++) {
        addRow(row * outputColumns * BLOCK, row * rowStep);
      }
      to.put(i * plane.length, plane);
    }
  }

  /** Memory has addresses only once the plan is complete. */
  private void open() {
    from = FloatArrays.buffer(pooled);
    to = FloatArrays.buffer(result);
    long bytes = workspace.get_desc().get_size();
    maxima = new BytePointer(workspace.get_data_handle()).capacity(bytes).asBuffer();
  }

  private void addRow(int start, int firstCorner) {
    int source = start;
    int corner = firstCorner;
    for (int column = 0; column < outputColumns; column++) {
      for (int channel = 0; channel < BLOCK; channel++) {
        plane[corner + channel + offsets[positions[source + channel] & 0xff]] +=
            gradients[source + channel];
      }
      source += BLOCK;
      corner += columnStep;
    }
  }
}
