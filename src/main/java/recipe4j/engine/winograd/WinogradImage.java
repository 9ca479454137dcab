package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;

/**
 * A micro-batch of images in the layout [height, width, examples, channels], so that the values of
 * one pixel are a vector.
 *
 * @param data the memory
 * @param height in pixels
 * @param width in pixels
 * @param values of a pixel: examples times channels
 */
record WinogradImage(memory data, int height, int width, int values) {
  /** Memory for images of this shape. */
  static WinogradImage of(PlanBuilder builder, Shape image) {
    return new WinogradImage(
        builder.memory(layout(image, builder.rows())),
        (int) image.dims()[1],
        (int) image.dims()[2],
        (int) image.channels() * builder.rows());
  }

  /** The layout of [examples, channels, height, width]. */
  private static memory.desc layout(Shape image, int examples) {
    long pixel = examples * image.channels();
    return Layouts.strided(
        image.batch(examples), image.channels(), 1, image.dims()[2] * pixel, pixel);
  }

  /** A view of the values; the memory must have its address. */
  FloatBuffer buffer() {
    return FloatArrays.buffer(data);
  }

  /** Index of the first value of a tile's pixel, -1 if it is outside the image. */
  int offset(Tiling tiling, int tile, int side, int place) {
    int row = tiling.top() + tile / tiling.columns() * Tiling.STEP + place / side;
    int column = tiling.left() + tile % tiling.columns() * Tiling.STEP + place % side;
    return offset(row, column);
  }

  /** Index of a pixel's first value, -1 if it is outside the image. */
  int offset(int row, int column) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? (row * width + column) * values : -1;
  }
}
