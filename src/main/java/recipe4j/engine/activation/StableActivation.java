package recipe4j.engine.activation;

import java.util.function.UnaryOperator;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The activation functions whose value or derivative overflows in DL4J, which takes the exponential
 * of a large input: softplus above 88, the derivatives of Swish, Mish and GELU above 44. Here every
 * finite input has a finite result. So has ELU, whose slope DL4J computes for an alpha of 1.
 */
@SuppressWarnings("serial") // never saved: the configuration keeps DL4J's own
public final class StableActivation extends BaseActivationFunction {
  private static final double GELU_SLOPE = 1.702;
  private static final double ROOT = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** Beyond it the tanh in GELU is exactly 1 or -1. */
  private static final double FAR = 1e4;

  private final UnaryOperator<INDArray> value;
  private final UnaryOperator<INDArray> slope;

  private StableActivation(UnaryOperator<INDArray> value, UnaryOperator<INDArray> slope) {
    this.value = value;
    this.slope = slope;
  }

  /** The stable form of DL4J's function; the function itself where it is stable. */
  public static IActivation of(IActivation function) {
    Class<?> type = function.getClass();
    if (type == ActivationSoftPlus.class) {
      return new StableActivation(StableActivation::softplus, StableActivation::sigmoid);
    } else if (type == ActivationSwish.class) {
      return new StableActivation(x -> swish(x, 1), x -> swishSlope(x, 1));
    } else if (type == ActivationGELU.class) {
      return ((ActivationGELU) function).isPrecise()
          ? new StableActivation(StableActivation::gelu, StableActivation::geluSlope)
          : new StableActivation(x -> swish(x, GELU_SLOPE), x -> swishSlope(x, GELU_SLOPE));
    } else if (type == ActivationELU.class) {
      double alpha = ((ActivationELU) function).getAlpha();
      return new StableActivation(x -> elu(x, alpha), x -> eluSlope(x, alpha));
    } else if (type == ActivationMish.class) {
      return new StableActivation(
          x -> Transforms.tanh(softplus(x)).muli(x), StableActivation::mishSlope);
    }
    return function;
  }

  private static INDArray sigmoid(INDArray x) {
    return Transforms.sigmoid(x, true);
  }

  /** In double precision: 1 + exp(x) would lose what is below 1e-7. */
  private static INDArray softplus(INDArray x) {
    INDArray wide = x.castTo(DataType.DOUBLE);
    INDArray small = Transforms.exp(Transforms.abs(wide).negi(), false);
    return Transforms.log(small.addi(1), false).addi(Transforms.max(wide, 0)).castTo(x.dataType());
  }

  private static INDArray elu(INDArray x, double alpha) {
    INDArray below = Transforms.exp(Transforms.min(x, 0), false).subi(1).muli(alpha);
    return below.addi(Transforms.max(x, 0));
  }

  /** 1 above zero, {@code alpha exp(x)} below; DL4J takes an alpha of 1 there. */
  private static INDArray eluSlope(INDArray x, double alpha) {
    INDArray share = x.gt(0).castTo(x.dataType()).muli(1 - alpha).addi(alpha);
    return Transforms.exp(Transforms.min(x, 0), false).muli(share);
  }

  private static INDArray swish(INDArray x, double steepness) {
    return sigmoid(x.mul(steepness)).muli(x);
  }

  /** {@code s + a x s (1 - s)}, in an order that never multiplies infinity by 0. */
  private static INDArray swishSlope(INDArray x, double steepness) {
    INDArray s = sigmoid(x.mul(steepness));
    return s.rsub(1).muli(s).muli(x).muli(steepness).addi(s);
  }

  /** {@code t + x (1 - t^2) sigmoid(x)} with {@code t = tanh(softplus(x))}. */
  private static INDArray mishSlope(INDArray x) {
    INDArray t = Transforms.tanh(softplus(x), false);
    return t.mul(t).rsubi(1).muli(sigmoid(x)).muli(x).addi(t);
  }

  /** {@code tanh(sqrt(2/pi) (x + 0.044715 x^3))}. */
  private static INDArray geluTanh(INDArray near) {
    return Transforms.tanh(near.mul(near).muli(CUBIC).addi(1).muli(near).muli(ROOT), false);
  }

  private static INDArray gelu(INDArray x) {
    return geluTanh(near(x, FAR)).addi(1).muli(0.5).muli(x);
  }

  private static INDArray geluSlope(INDArray x) {
    INDArray near = near(x, FAR);
    INDArray t = geluTanh(near);
    INDArray inner = near.mul(near).muli(3 * CUBIC).addi(1).muli(near).muli(ROOT);
    return t.mul(t).rsubi(1).muli(inner).addi(t).addi(1).muli(0.5);
  }

  /** Clips to [-far, far]; NaN stays. */
  private static INDArray near(INDArray x, double far) {
    return Transforms.min(Transforms.max(x, -far), far, false);
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.assign(
        value.apply(
            in)); // in place, as DL4J's functions work, so that the array stays in its workspace
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(in.assign(slope.apply(in)).muli(epsilon), null);
  }
}
