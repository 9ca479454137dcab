package recipe4j.engine.graph;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import recipe4j.activation.ClippedRelu;
import recipe4j.activation.ElementFunction;
import recipe4j.engine.activation.Softplus;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.PixelMap;

/**
 * What the engine computes in Java: layers and functions that are rare, or of which oneDNN has
 * none.
 */
final class InJava {
  /** Klambauer et al. (2017). */
  private static final double SELU_SCALE = 1.0507009873554805;

  private static final double SELU_ALPHA = 1.6732632423543772;

  private InJava() {}

  /** A layer's computation, or nothing. */
  static Optional<ExampleLayer> of(Layer layer) {
    if (layer instanceof ExampleLayer own) {
      return Optional.of(own);
    } else if (layer instanceof ZeroPaddingLayer zeros
        && zeros.getDataFormat() == CNN2DFormat.NCHW) {
      return Optional.of(PixelMap.padding(zeros.getPadding()));
    } else if (layer instanceof Cropping2D cropping
        && cropping.getDataFormat() == CNN2DFormat.NCHW) {
      return Optional.of(PixelMap.cropping(cropping.getCropping()));
    } else if (layer instanceof Upsampling2D larger && larger.getFormat() == CNN2DFormat.NCHW) {
      return Optional.of(
          PixelMap.upsampling(larger.getSize()[0], larger.getSize()[larger.getSize().length - 1]));
    }
    return Optional.empty();
  }

  /** An activation, or nothing. */
  static Optional<ElementFunction> of(IActivation function) {
    Class<?> type = function.getClass();
    if (function instanceof ElementFunction own) {
      return Optional.of(own);
    } else if (type == ActivationReLU6.class) {
      return Optional.of(new ClippedRelu(6.0, 0, 0));
    } else if (type == ActivationThresholdedReLU.class) {
      double theta = ((ActivationThresholdedReLU) function).getTheta();
      return Optional.of(new ClippedRelu(null, 0, theta));
    } else if (type == ActivationHardSigmoid.class) {
      return of(x -> Math.min(Math.max(0.2 * x + 0.5, 0), 1), x -> x > -2.5 && x < 2.5 ? 0.2 : 0);
    } else if (type == ActivationSELU.class) {
      return of(
          x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
          x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)));
    } else if (type == ActivationSoftSign.class) {
      return of(x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))));
    } else if (type == ActivationMish.class) {
      return of(x -> x * Math.tanh(Softplus.of(x)), InJava::mishSlope);
    }
    return Optional.empty();
  }

  private static double mishSlope(double x) {
    double t = Math.tanh(Softplus.of(x));
    return t + x * (1 - t * t) / (1 + Math.exp(-x));
  }

  @SuppressWarnings("serial") // never saved
  private static Optional<ElementFunction> of(
      DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return Optional.of(
        new ElementFunction() {
          @Override
          public double value(double x) {
            return value.applyAsDouble(x);
          }

          @Override
          public double slope(double x) {
            return slope.applyAsDouble(x);
          }
        });
  }
}
