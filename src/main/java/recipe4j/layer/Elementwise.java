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
    function.values(example.input, example.output);
  }

  @Override
  public void backward(Example example) {
    function.gradients(example.input, example.outputGradient, example.inputGradient);
  }
}
