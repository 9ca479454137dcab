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
 * An element-wise activation function.
 *
 * @param function which
 * @param alpha oneDNN's first parameter: ReLU's slope below 0, ELU's factor, Swish's steepness
 */
public record Eltwise(Function function, float alpha) {
  /** The functions, in the order in which the kernels in C number them. */
  public enum Function {
    RELU(dnnl.dnnl_eltwise_relu, dnnl.dnnl_eltwise_relu_use_dst_for_bwd),
    ELU(dnnl.dnnl_eltwise_elu, dnnl.dnnl_eltwise_elu_use_dst_for_bwd),
    TANH(dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd),
    SIGMOID(dnnl.dnnl_eltwise_logistic, dnnl.dnnl_eltwise_logistic_use_dst_for_bwd),
    SOFTPLUS(dnnl.dnnl_eltwise_soft_relu, dnnl.dnnl_eltwise_soft_relu),
    SWISH(dnnl.dnnl_eltwise_swish, dnnl.dnnl_eltwise_swish),
    GELU(dnnl.dnnl_eltwise_gelu_tanh, dnnl.dnnl_eltwise_gelu_tanh),
    GELU_ERF(dnnl.dnnl_eltwise_gelu_erf, dnnl.dnnl_eltwise_gelu_erf);

    private final int forward;
    private final int backward;

    Function(int forward, int backward) {
      this.forward = forward;
      this.backward = backward;
    }
  }

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
      return alpha > 0 ? Optional.of(new Eltwise(Function.ELU, (float) alpha)) : Optional.empty();
    } else if (type == ActivationTanH.class) {
      return Optional.of(new Eltwise(Function.TANH, 0f));
    } else if (type == ActivationSigmoid.class) {
      return Optional.of(new Eltwise(Function.SIGMOID, 0f));
    } else if (type == ActivationSoftPlus.class) {
      return Optional.of(new Eltwise(Function.SOFTPLUS, 0f));
    } else if (type == ActivationSwish.class) {
      return Optional.of(new Eltwise(Function.SWISH, 1f));
    } else if (type == ActivationGELU.class) {
      return Optional.of(
          ((ActivationGELU) activation).isPrecise()
              ? new Eltwise(Function.GELU, 0f)
              : new Eltwise(Function.SWISH, GELU_SLOPE));
    } else if (type == Gelu.class) {
      return Optional.of(new Eltwise(Function.GELU_ERF, 0f));
    }
    return Optional.empty();
  }

  /** OneDNN's algorithm. */
  public int forward() {
    return function.forward;
  }

  /** OneDNN's algorithm of the derivative; it reads the output where {@link #fromOutput}. */
  public int backward() {
    return function.backward;
  }

  /**
   * Whether the derivative is a function of the output alone; such an activation rises
   * monotonically and can be fused into the layer before it.
   */
  public boolean fromOutput() {
    return function.forward != function.backward;
  }

  /**
   * What the kernels in C are told, as {@code struct eltwise}.
   *
   * @param length values to compute
   */
  @SuppressWarnings("EnumOrdinal") // the order is the kernels'
  public int[] fields(long length) {
    return new int[] {function.ordinal(), Float.floatToRawIntBits(alpha), Math.toIntExact(length)};
  }

  /**
   * Whether it is softplus, whose forward kernel in oneDNN is too inexact; see {@link Softplus}.
   */
  public boolean isSoftplus() {
    return function == Function.SOFTPLUS;
  }

  /** Whether it is ReLU, or with {@link #alpha} for its slope leaky ReLU. */
  public boolean isRelu() {
    return function == Function.RELU;
  }

  private static Eltwise relu(float slope) {
    return new Eltwise(Function.RELU, slope);
  }
}
