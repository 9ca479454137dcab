package recipe4j.engine.plan;

/**
 * Translates one layer, or a part of one, into operations of a micro-batch plan: first those of the
 * forward pass, then, in reverse order of layers, those of the backward pass. It belongs to one
 * plan, and keeps from the first what the second needs.
 */
public interface LayerCompiler {
  /**
   * Adds the forward operations.
   *
   * @param builder collects them
   * @param input the layer's input
   * @return the layer's output
   */
  Tensor forward(PlanBuilder builder, Tensor input);

  /**
   * Adds the backward operations.
   *
   * @param builder collects them
   * @param gradient of the loss with respect to the output; may be overwritten
   * @param wanted whether the gradient with respect to the input is needed; not by the first layer
   *     with parameters
   * @return the gradient with respect to the input, or null if it isn't wanted
   */
  Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted);
}
