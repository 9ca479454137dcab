package recipe4j.layer;

import java.util.Arrays;
import java.util.Map;

/**
 * Moves pixels: each of the output is one of the input, or 0. What the engine makes of DL4J's
 * padding, cropping and upsampling layers; no model names it.
 */
@SuppressWarnings("serial") // never saved
public final class PixelMap extends ExampleLayer {
  private final String name;
  private final int[] sides;
  private final int[] factors;

  private PixelMap(String name, int[] sides, int[] factors) {
    this.name = name;
    this.sides = sides;
    this.factors = factors;
  }

  /** Zeros around an image: top, bottom, left, right. */
  public static PixelMap padding(int... sides) {
    return new PixelMap("padding", sides.clone(), new int[] {1, 1});
  }

  /** An image without its edges: top, bottom, left, right. */
  public static PixelMap cropping(int... sides) {
    return new PixelMap(
        "cropping", Arrays.stream(sides).map(side -> -side).toArray(), new int[] {1, 1});
  }

  /** Each pixel several times: down and to the right. */
  public static PixelMap upsampling(int... factors) {
    return new PixelMap("upsampling", new int[4], factors.clone());
  }

  @Override
  public boolean needsImages() {
    return true;
  }

  @Override
  public String kerasClass() {
    return name;
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of();
  }

  @Override
  public long[] outputShape(long... input) {
    return new long[] {
      input[0],
      input[1] * factors[0] + sides[0] + sides[1],
      input[2] * factors[1] + sides[2] + sides[3]
    };
  }

  @Override
  public void forward(Example example) {
    move(example, true);
  }

  @Override
  public void backward(Example example) {
    Arrays.fill(example.inputGradient, 0);
    move(example, false);
  }

  private void move(Example example, boolean forward) {
    int height = (int) example.shape[1];
    int width = (int) example.shape[2];
    long[] output = outputShape(example.shape);
    int place = 0;
    for (int channel = 0; channel < output[0]; channel++) {
      for (int y = 0; y < output[1]; y++) {
        int row = Math.floorDiv(y - sides[0], factors[0]);
        for (int x = 0; x < output[2]; x++, place++) {
          int column = Math.floorDiv(x - sides[2], factors[1]);
          boolean inside = row >= 0 && row < height && column >= 0 && column < width;
          int source = (channel * height + row) * width + column;
          if (forward) {
            example.output[place] = inside ? example.input[source] : 0;
          } else if (inside) {
            example.inputGradient[source] += example.outputGradient[place];
          }
        }
      }
    }
  }
}
