package recipe4j.engine.plan;

/**
 * One layer, or a part of one, while a micro-batch plan is built: it adds its operations going
 * forward, then, in reverse order of layers, those going backward.
 */
public interface LayerCompiler {
  /**
   * Adds the forward operations.
   *
   * @param builder collects them
   * @param input the layer's input
   * @return its output
   */
  Tensor forward(PlanBuilder builder, Tensor input);

  /**
   * Adds the backward operations.
   *
   * @param builder collects them
   * @param gradient of the loss with respect to the output; may be overwritten
   * @param wanted whether the gradient with respect to the input is needed
   * @return the gradient with respect to the input, or null if it isn't wanted
   */
  Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted);
}
