package recipe4j.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Augmentation: in training each image is moved by an affine map of its own, drawn from the
 * network's seed, the step and the row, so that a training can be repeated and resumed. Otherwise
 * it does nothing. Coordinates and interpolation are those of Keras on TensorFlow
 * (ImageProjectiveTransformV3).
 */
@SuppressWarnings("serial") // JSON is what is saved
public abstract class RandomTransform extends ExampleLayer {
  /** What lies around an image. */
  public enum Fill {
    /** (d c b a | a b c d | d c b a). */
    REFLECT,
    /** (a b c d | a b c d | a b c d). */
    WRAP,
    /** A number. */
    CONSTANT,
    /** (a a a a | a b c d | d d d d). */
    NEAREST;

    /** A coordinate of the plane around the image as one within it. */
    double within(double at, int size) {
      double inside = at;
      if (this == CONSTANT) {
        return at;
      } else if (this == REFLECT && (at < 0 || at > size - 1)) {
        double period = 2.0 * size;
        inside = at < 0 ? -at - 1 : at;
        inside -= period * Math.floor(inside / period);
        inside = inside >= size ? period - inside - 1 : inside;
      } else if (this == WRAP && size > 1 && at < 0) {
        inside = at + size * (Math.floor(-at / (size - 1)) + 1);
      } else if (this == WRAP && size > 1 && at > size - 1) {
        inside = at - size * Math.floor(at / (size - 1));
      }
      return Math.min(Math.max(inside, 0), size - 1);
    }
  }

  @JsonProperty private Fill fill = Fill.REFLECT;
  @JsonProperty private double fillValue;
  @JsonProperty private boolean bilinear = true;

  /** Reflects and interpolates linearly. */
  RandomTransform() {}

  RandomTransform(Fill fill, double fillValue, boolean bilinear) {
    this.fill = fill;
    this.fillValue = fillValue;
    this.bilinear = bilinear;
  }

  /**
   * Draws an image's map.
   *
   * @param example whose numbers are drawn
   * @param height of the image
   * @param width of the image
   * @return {a0, a1, a2, b0, b1, b2}: the output at (x, y) is the input at (a0 x + a1 y + a2, b0 x
   *     + b1 y + b2); null for the image as it is
   */
  abstract double @Nullable [] draw(Example example, int height, int width);

  /** The settings that all but flips have in Keras. */
  final Map<String, Object> filled(Map<String, Object> own) {
    Map<String, Object> config = new HashMap<>(own);
    config.put("fill_mode", fill.name().toLowerCase(java.util.Locale.ROOT));
    config.put("fill_value", fillValue);
    config.put("interpolation", bilinear ? "bilinear" : "nearest");
    return config;
  }

  @Override
  public boolean needsImages() {
    return true;
  }

  @Override
  public final void forward(Example example) {
    double[] map = map(example);
    if (map == null) {
      System.arraycopy(example.input, 0, example.output, 0, example.input.length);
    } else {
      move(example, map, true);
    }
  }

  @Override
  public final void backward(Example example) {
    double[] map = map(example);
    if (map == null) {
      System.arraycopy(
          example.outputGradient, 0, example.inputGradient, 0, example.inputGradient.length);
    } else {
      Arrays.fill(example.inputGradient, 0);
      move(example, map, false);
    }
  }

  private double @Nullable [] map(Example example) {
    return example.training ? draw(example, (int) example.shape[1], (int) example.shape[2]) : null;
  }

  /** Forward fetches each pixel of the output; backward brings its gradient to where it is from. */
  final void move(Example example, double[] map, boolean forward) {
    int height = (int) example.shape[1];
    int width = (int) example.shape[2];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double column = fill.within(coordinate(map, 0, x, y), width);
        double row = fill.within(coordinate(map, 3, x, y), height);
        if (!bilinear) {
          column = Math.copySign(Math.floor(Math.abs(column) + 0.5), column);
          row = Math.copySign(Math.floor(Math.abs(row) + 0.5), row);
        }
        pixel(example, y * width + x, row, column, forward);
      }
    }
  }

  /** In single precision, as TensorFlow has it. */
  private static float coordinate(double[] map, int from, int x, int y) {
    return (float) map[from] * x + (float) map[from + 1] * y + (float) map[from + 2];
  }

  private void pixel(Example example, int place, double row, double column, boolean forward) {
    int width = (int) example.shape[2];
    int area = example.area();
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    for (int channel = 0; channel < example.shape[0]; channel++) {
      double sum = 0;
      for (int corner = 0; corner < 4; corner++) {
        int y = top + corner / 2;
        int x = left + corner % 2;
        double weight = (1 - Math.abs(row - y)) * (1 - Math.abs(column - x));
        boolean inside = y >= 0 && (y + 1) * width <= area && x >= 0 && x < width;
        int source = channel * area + y * width + x;
        if (forward) {
          sum += weight * (inside ? example.input[source] : fillValue);
        } else if (inside) {
          example.inputGradient[source] +=
              (float) (weight * example.outputGradient[channel * area + place]);
        }
      }
      if (forward) {
        example.output[channel * area + place] = (float) sum;
      }
    }
  }

  /** A number between two. */
  static double between(Example example, int index, double... range) {
    return range[0] + (range[1] - range[0]) * example.uniform(index);
  }
}
