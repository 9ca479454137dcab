package recipe4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recipe4j.activation.ClippedRelu;
import recipe4j.activation.ElementFunction;
import recipe4j.activation.Exponential;
import recipe4j.activation.Gelu;
import recipe4j.activation.HardSigmoid;
import recipe4j.activation.HardSilu;
import recipe4j.layer.RandomTransform.Fill;

/**
 * Gradients of our layers against differences of their outputs, and their configurations as JSON.
 */
class ExampleLayerTest {
  private static final double STEP = 1e-2;

  static List<ExampleLayer> saved() {
    return List.of(
        new Rescaling(List.of(0.5, 2.0, -1.0), List.of(1.0)),
        new Normalization(List.of(), List.of(), true, false),
        new Normalization(List.of(), List.of(), false, true),
        new Normalization(List.of(1.0), List.of(4.0), true, false),
        new FrozenBatchNormalization(0.9, 1e-3, true, false),
        new FrozenBatchNormalization(0.9, 1e-3, false, true),
        new LayerNormalization(0.1, true, true),
        new LayerNormalization(0.1, false, false),
        new ParametricRelu(List.of(true, true, false)),
        new ParametricRelu(List.of(false, true, false)),
        new ParametricRelu(List.of(false, false, false)),
        new GroupedConvolution(6, 3, List.of(3L, 2L, 2L, 1L, 1L, 2L), true, true),
        new GroupedConvolution(3, 3, List.of(2L, 2L, 1L, 1L, 1L, 1L), false, false),
        new SpatialDropout(0.4),
        new RandomFlip(true, true),
        new RandomRotation(0.05, 0.2, Fill.REFLECT, 0, true),
        new RandomTranslation(List.of(0.1, 0.3), List.of(-0.3, -0.1), Fill.CONSTANT, 2, true),
        new RandomZoom(List.of(0.1, 0.3), List.of(), Fill.WRAP, 0, false));
  }

  static List<ExampleLayer> all() {
    List<ExampleLayer> all = new java.util.ArrayList<>(saved());
    all.add(PixelMap.padding(1, 0, 2, 1));
    all.add(PixelMap.cropping(0, 1, 1, 0));
    all.add(PixelMap.upsampling(2, 3));
    for (ElementFunction function :
        List.of(
            new ClippedRelu(1.5, 0.1, 0.25),
            new Exponential(),
            new Gelu(),
            new HardSigmoid(),
            new HardSilu())) {
      all.add(new Elementwise(function));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreThoseOfDifferences(ExampleLayer layer) {
    layer.over(3, 4, 5);
    Random random = new Random(7);
    Example example = new Example(layer, 3, 4, 5);
    example.mode(true, 42);
    fill(example.input(), random);
    for (float[] weight : example.weights()) {
      fill(weight, random);
      for (int i = 0; i < weight.length; i++) {
        weight[i] = 1 + Math.abs(weight[i]); // variances are above 0
      }
    }
    fill(example.outputGradient(), random);
    layer.backward(example);
    requireSlopes(layer, example, example.input(), example.inputGradient());
    List<WeightArray> weights = layer.weights();
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i).trainable()) {
        requireSlopes(layer, example, example.weights()[i], example.weightGradients()[i].clone());
      }
    }
  }

  private static void fill(float[] values, Random random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      if (Math.abs(values[i]) < 0.1 || Math.abs(Math.abs(values[i]) - 1.5) < 0.1) {
        values[i] = 0.7f; // away from kinks
      }
    }
  }

  private static void requireSlopes(
      ExampleLayer layer, Example example, float[] values, float[] gradient) {
    float[] known = gradient.clone();
    for (int i = 0; i < values.length; i++) {
      float kept = values[i];
      values[i] = (float) (kept + STEP);
      double above = loss(layer, example);
      values[i] = (float) (kept - STEP);
      double below = loss(layer, example);
      values[i] = kept;
      double slope = (above - below) / (2 * STEP);
      assertThat((double) known[i])
          .as("%s at %s", layer, i)
          .isCloseTo(slope, within(2e-3 * Math.max(1, Math.abs(slope))));
    }
  }

  private static double loss(ExampleLayer layer, Example example) {
    layer.forward(example);
    double sum = 0;
    for (int i = 0; i < example.output().length; i++) {
      sum += (double) example.output()[i] * example.outputGradient()[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("saved")
  void configurationsAreTheSameAsJson(ExampleLayer layer) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(layer)
            .layer(new OutputLayer.Builder().nOut(2).build())
            .setInputType(InputType.convolutional(4, 5, 3))
            .build();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertThat(read.getConf(0).getLayer()).isEqualTo(layer);
    ExampleLayer copy = (ExampleLayer) read.getConf(0).getLayer();
    assertThat(copy.kerasConfig()).isEqualTo(layer.kerasConfig());
    assertThat(copy.weights()).isEqualTo(layer.weights());
  }
}
