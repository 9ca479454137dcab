package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Pooling of every geometry: windows that touch, overlap, leave gaps; blocks not full. */
@Tag("native")
class PoolingGradientTest {
  @ParameterizedTest
  @CsvSource({
    "8, 2, 2, 2, 2",
    "16, 2, 2, 2, 2",
    "12, 2, 2, 2, 2",
    "8, 3, 3, 2, 2",
    "8, 3, 2, 1, 2",
    "8, 2, 3, 3, 4",
    "24, 1, 2, 1, 1"
  })
  void equalsDl4j(int filters, int height, int width, int down, int right) {
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG)) {
      for (ConvolutionMode mode : List.of(ConvolutionMode.Truncate, ConvolutionMode.Same)) {
        check(network(filters, pooling(type, mode, height, width, down, right)));
      }
    }
  }

  private static SubsamplingLayer pooling(
      PoolingType type, ConvolutionMode mode, int height, int width, int down, int right) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(height, width)
        .stride(down, right)
        .convolutionMode(mode)
        .build();
  }

  private static void check(MultiLayerNetwork dl4j) {
    DataSet batch = Examples.batch(70, 13, Examples.CLASSES, 5);
    try (AcceleratedNetwork network = AcceleratedNetwork.wrap(dl4j.clone(), new EngineOptions(2))) {
      assertThat(network.fallbackReason()).isEmpty();
      assertThat(Gradients.relativeError(Gradients.of(dl4j, batch), Gradients.of(network, batch)))
          .isLessThan(1e-5);
    }
  }

  private static MultiLayerNetwork network(int filters, SubsamplingLayer pooling) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(filters)
                    .activation(Activation.RELU)
                    .build())
            .layer(pooling)
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(Examples.CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutionalFlat(13, 13, 1))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }
}
