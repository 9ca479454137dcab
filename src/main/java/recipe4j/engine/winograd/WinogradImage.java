package recipe4j.engine.winograd;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.Tiling;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;

/**
 * Images of a micro-batch, pixel by pixel: the values of all examples and channels at one place lie
 * side by side, the channels innermost.
 *
 * @param data [height, width, values]
 * @param height in pixels
 * @param width in pixels
 * @param values how many at each pixel
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

  /** The values, once addresses are settled. */
  FloatBuffer open() {
    return FloatArrays.buffer(data);
  }

  /** Where the values of a place in a tile begin, or -1 if it lies outside the image. */
  int offset(Tiling tiling, int tile, int side, int place) {
    int row = tiling.top() + tile / tiling.columns() * Tiling.STEP + place / side;
    int column = tiling.left() + tile % tiling.columns() * Tiling.STEP + place % side;
    return offset(row, column);
  }

  /** Where a pixel's values begin, or -1 if it lies outside the image. */
  int offset(int row, int column) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? (row * width + column) * values : -1;
  }
}
