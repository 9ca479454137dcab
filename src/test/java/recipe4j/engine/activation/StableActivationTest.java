package recipe4j.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;

/** Value and derivative of the activations that DL4J lets overflow, on both engines. */
@Tag("native")
class StableActivationTest {
  private static final float[] INPUTS = {
    -1e10f, -1e4f, -255, -104, -88, -50, -20, -12, -5, -1, -1e-3f, 0, 1e-3f, 1, 5, 12, 20, 44, 50,
    88, 89, 104, 255, 1e4f, 1e10f
  };

  /** In double precision, from the definitions. */
  @SuppressWarnings("ImmutableEnumChecker") // neither is ever changed
  private enum Function {
    SOFTPLUS(Activation.SOFTPLUS.getActivationFunction(), Function::softplus),
    SWISH(Activation.SWISH.getActivationFunction(), x -> x / (1 + Math.exp(-x))),
    GELU(new ActivationGELU(), x -> x / (1 + Math.exp(-1.702 * x))),
    PRECISE_GELU(
        new ActivationGELU(true),
        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
    MISH(Activation.MISH.getActivationFunction(), x -> x * Math.tanh(Function.softplus(x))),
    ELU(Activation.ELU.getActivationFunction(), x -> x > 0 ? x : Math.expm1(x)),
    TANH(Activation.TANH.getActivationFunction(), Math::tanh),
    SIGMOID(Activation.SIGMOID.getActivationFunction(), x -> 1 / (1 + Math.exp(-x)));

    private final IActivation dl4j;
    private final DoubleUnaryOperator exact;

    Function(IActivation dl4j, DoubleUnaryOperator exact) {
      this.dl4j = dl4j;
      this.exact = exact;
    }

    private static double softplus(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    double slope(double x) {
      double step = Math.max(1e-5, Math.abs(x) * 1e-6);
      return (exact.applyAsDouble(x + step) - exact.applyAsDouble(x - step)) / (2 * step);
    }
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void isExactOnDl4jsLayers(Function function) {
    check(function, EngineKind.DL4J);
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void isExactOnTheEngine(Function function) {
    check(function, EngineKind.AUTO);
  }

  private static void check(Function function, EngineKind engine) {
    MultiLayerNetwork net =
        Engines.create(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new NoOp())
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(1).activation(function.dl4j).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build())
                .build(),
            engine,
            new EngineOptions(1));
    net.setParams(Nd4j.create(new float[] {1, 0, 1}, new long[] {1, 3})); // passes x and f(x) on
    for (float x : INPUTS) {
      INDArray input = Nd4j.create(new float[] {x}, new long[] {1, 1});
      double expected = function.exact.applyAsDouble(x);
      double value = net.output(input).getDouble(0);
      assertThat(value)
          .as("%s(%s)", function, x)
          .isCloseTo(expected, within(3e-7 * Math.max(1, Math.abs(expected))));
      if (Math.abs(value) < 1e5) { // else half a unit is lost in the label
        net.setInput(input);
        net.setLabels(Nd4j.create(new float[] {(float) value - 0.5f}, new long[] {1, 1}));
        net.computeGradientAndScore(); // of (f(x) - label)^2, with respect to the bias
        double slope = net.gradient().getGradientFor("0_b").getDouble(0);
        assertThat(slope)
            .as("%s'(%s)", function, x)
            .isCloseTo(function.slope(x), within(x == 0 ? 1e-4 : 2e-6));
      }
    }
  }
}
