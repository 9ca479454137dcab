package recipe4j.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Keras's PReLU: {@code x} above 0 and {@code alpha x} below, with alpha learned. */
@SuppressWarnings("serial") // JSON is what is saved
public final class ParametricRelu extends ExampleLayer {
  @JsonProperty private boolean[] sharedAxes = {};

  private ParametricRelu() {}

  /**
   * For images or rows.
   *
   * @param shared whether one alpha is for all places along an axis: {height, width, channels}, or
   *     {values}
   */
  public ParametricRelu(List<Boolean> shared) {
    sharedAxes = new boolean[shared.size()];
    for (int i = 0; i < sharedAxes.length; i++) {
      sharedAxes[i] = shared.get(i);
    }
  }

  @Override
  public String kerasClass() {
    return "PReLU";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < sharedAxes.length; i++) {
      if (sharedAxes[i]) {
        axes.add(i + 1);
      }
    }
    return Map.of("shared_axes", axes);
  }

  private boolean shared(int axis) {
    return axis < sharedAxes.length && sharedAxes[axis];
  }

  @Override
  public boolean needsKnownSides() {
    return !shared(0) || !shared(1);
  }

  @Override
  public List<WeightArray> weights() {
    return List.of(new WeightArray("alpha", alphas(exampleShape()), 0, true));
  }

  private List<Long> alphas(long... shape) {
    if (shape.length == 3) {
      return List.of(shared(2) ? 1 : shape[0], shared(0) ? 1 : shape[1], shared(1) ? 1 : shape[2]);
    }
    return shape.length == 0 ? List.of(1L) : List.of(shared(0) ? 1 : shape[0]);
  }

  /** Of which alpha a value takes. */
  private int alpha(Example example, int i) {
    if (example.shape.length == 1) {
      return shared(0) ? 0 : i;
    }
    int height = (int) example.shape[1];
    int width = (int) example.shape[2];
    int place = shared(2) ? 0 : i / (height * width);
    place = shared(0) ? place : place * height + i / width % height;
    return shared(1) ? place : place * width + i % width;
  }

  @Override
  public void forward(Example example) {
    for (int i = 0; i < example.input.length; i++) {
      float x = example.input[i];
      example.output[i] = x > 0 ? x : x * example.weights[0][alpha(example, i)];
    }
  }

  /** As Keras's relu(x) - alpha relu(-x), the slope at 0 is 0. */
  @Override
  public void backward(Example example) {
    for (int i = 0; i < example.input.length; i++) {
      float x = example.input[i];
      float above = example.outputGradient[i];
      int alpha = alpha(example, i);
      example.inputGradient[i] = x > 0 ? above : x < 0 ? above * example.weights[0][alpha] : 0;
      example.weightGradients[0][alpha] += Math.min(x, 0) * above;
    }
  }
}
