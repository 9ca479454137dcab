package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Max pooling of every geometry: windows that touch, overlap, leave gaps; blocks not full. */
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
    MultiLayerNetwork dl4j = network(filters, height, width, down, right);
    DataSet batch = Examples.batch(70, 13, Examples.CLASSES, 5);
    try (AcceleratedNetwork network = AcceleratedNetwork.wrap(dl4j.clone(), new EngineOptions(2))) {
      assertThat(network.fallbackReason()).isEmpty();
      assertThat(Gradients.relativeError(Gradients.of(dl4j, batch), Gradients.of(network, batch)))
          .isLessThan(1e-5);
    }
  }

  private static MultiLayerNetwork network(
      int filters, int height, int width, int down, int right) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(filters)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(height, width)
                    .stride(down, right)
                    .build())
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
