package recipe4j.engine.graph;

import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import recipe4j.activation.Gelu;
import recipe4j.engine.activation.Softplus;

/**
 * An element-wise activation function of oneDNN's.
 *
 * @param forward oneDNN's algorithm
 * @param backward the algorithm of the derivative; it reads the output where {@code fromOutput}
 * @param alpha oneDNN's first parameter
 * @param fromOutput whether the derivative is a function of the output alone; such an activation
 *     rises monotonically and can be fused into the layer before it
 */
public record Eltwise(int forward, int backward, float alpha, boolean fromOutput) {
  /** ND4J's GELU, unless set to be precise, is x * sigmoid(1.702 x). */
  private static final float GELU_SLOPE = 1.702f;

  /**
   * The counterpart of a DL4J activation.
   *
   * @param activation DL4J's
   * @return empty if there is none
   */
  static Optional<Eltwise> of(IActivation activation) {
    Class<?> type = activation.getClass();
    if (type == ActivationReLU.class) {
      return Optional.of(relu(0f));
    } else if (type == ActivationLReLU.class) {
      double slope = ((ActivationLReLU) activation).getAlpha();
      return slope > 0 ? Optional.of(relu((float) slope)) : Optional.empty();
    } else if (type == ActivationELU.class) {
      double alpha = ((ActivationELU) activation).getAlpha();
      return alpha > 0
          ? fromOutput(dnnl.dnnl_eltwise_elu, dnnl.dnnl_eltwise_elu_use_dst_for_bwd, (float) alpha)
          : Optional.empty();
    } else if (type == ActivationTanH.class) {
      return fromOutput(dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, 0f);
    } else if (type == ActivationSigmoid.class) {
      return fromOutput(dnnl.dnnl_eltwise_logistic, dnnl.dnnl_eltwise_logistic_use_dst_for_bwd, 0f);
    } else if (type == ActivationSoftPlus.class) {
      return fromInput(dnnl.dnnl_eltwise_soft_relu, 0f);
    } else if (type == ActivationSwish.class) {
      return fromInput(dnnl.dnnl_eltwise_swish, 1f);
    } else if (type == ActivationGELU.class) {
      return ((ActivationGELU) activation).isPrecise()
          ? fromInput(dnnl.dnnl_eltwise_gelu_tanh, 0f)
          : fromInput(dnnl.dnnl_eltwise_swish, GELU_SLOPE);
    } else if (type == Gelu.class) {
      return fromInput(dnnl.dnnl_eltwise_gelu_erf, 0f);
    }
    return Optional.empty();
  }

  /**
   * Whether it is softplus, whose forward kernel in oneDNN is too inexact; see {@link Softplus}.
   */
  public boolean isSoftplus() {
    return forward == dnnl.dnnl_eltwise_soft_relu;
  }

  /** Whether it is ReLU, or with {@link #alpha} for its slope leaky ReLU. */
  public boolean isRelu() {
    return forward == dnnl.dnnl_eltwise_relu;
  }

  private static Eltwise relu(float slope) {
    return new Eltwise(dnnl.dnnl_eltwise_relu, dnnl.dnnl_eltwise_relu_use_dst_for_bwd, slope, true);
  }

  private static Optional<Eltwise> fromOutput(int forward, int backward, float alpha) {
    return Optional.of(new Eltwise(forward, backward, alpha, true));
  }

  private static Optional<Eltwise> fromInput(int algorithm, float alpha) {
    return Optional.of(new Eltwise(algorithm, algorithm, alpha, false));
  }
}
