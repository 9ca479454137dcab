package recipe4j.bench;

import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The recipe's network for images of any size and any number of filters. */
final class Networks {
  private Networks() {}

  static MultiLayerConfiguration recipe(int size, int factor, CacheMode cache) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .cacheMode(cache)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .updater(new Adam(1e-3, 0.9, 0.999, 1e-7))
        .convolutionMode(ConvolutionMode.Truncate)
        .list()
        .layer(convolution(32 * factor))
        .layer(pooling())
        .layer(convolution(64 * factor))
        .layer(pooling())
        .layer(convolution(64 * factor))
        .layer(new DenseLayer.Builder().nOut(64 * factor).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(size, size, 1))
        .build();
  }

  private static ConvolutionLayer convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(
            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
        .build();
  }
}
