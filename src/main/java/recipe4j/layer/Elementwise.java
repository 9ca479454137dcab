package recipe4j.layer;

import java.util.Map;
import recipe4j.activation.ElementFunction;

/** A function of single values; what the engine makes of an activation, no model names it. */
@SuppressWarnings("serial") // never saved
public final class Elementwise extends ExampleLayer {
  private final transient ElementFunction function;

  /** For any shape. */
  public Elementwise(ElementFunction function) {
    this.function = function;
  }

  @Override
  public String kerasClass() {
    return function.toString();
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of();
  }

  @Override
  public void forward(Example example) {
    for (int i = 0; i < example.input.length; i++) {
      example.output[i] = (float) function.value(example.input[i]);
    }
  }

  @Override
  public void backward(Example example) {
    for (int i = 0; i < example.input.length; i++) {
      example.inputGradient[i] =
          (float) (function.slope(example.input[i]) * example.outputGradient[i]);
    }
  }
}
