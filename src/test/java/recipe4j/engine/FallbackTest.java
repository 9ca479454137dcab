package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FallbackTest {
  private static MultiLayerConfiguration with(DataType type, Layer layer) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(type)
        .updater(new Sgd(0.1))
        .list()
        .layer(layer)
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Examples.CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(Examples.SIDE, Examples.SIDE, 1))
        .build();
  }

  private static AcceleratedNetwork network(MultiLayerConfiguration configuration) {
    AcceleratedNetwork network = new AcceleratedNetwork(configuration, new EngineOptions(2));
    network.init();
    return network;
  }

  @Test
  void anUnknownLayerTrainsOnDl4jAndIsNamed() {
    MultiLayerConfiguration configuration =
        with(DataType.FLOAT, new Deconvolution2D.Builder(2, 2).nOut(2).name("larger").build());
    DataSet batch = Examples.batch(8, 1);
    try (AcceleratedNetwork network = network(configuration)) {
      assertThat(network.fallbackReason())
          .hasValue("layer 0 (Deconvolution2D \"larger\"): not known to the accelerated engine");
      assertThat(network.engineDescription())
          .isEqualTo("DL4J's own layers, because of " + network.fallbackReason().orElseThrow());
      MultiLayerNetwork dl4j = new MultiLayerNetwork(configuration.clone());
      dl4j.init();
      dl4j.setParams(network.params());
      Engines.stable(dl4j).fit(batch);
      network.fit(batch);
      assertThat(network.score()).isEqualTo(dl4j.score());
      assertThat(network.params()).isEqualTo(dl4j.params());
      assertThat(network.lastOutput()).isEmpty();
      assertThat(network.nativeBytes()).isZero();
      assertThatThrownBy(() -> network.logits(batch.getFeatures()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Deconvolution2D");
    }
  }

  @Test
  void everyOtherObstacleIsNamed() {
    DenseLayer.Builder dense = new DenseLayer.Builder().nOut(4);
    assertThat(network(with(DataType.FLOAT, dense.activation(Activation.CUBE).build())))
        .extracting(network -> network.fallbackReason().orElseThrow())
        .isEqualTo("layer 0 (DenseLayer \"layer0\"): activation cube");
    assertThat(
            network(
                    with(
                        DataType.FLOAT,
                        dense
                            .activation(Activation.RELU)
                            .dropOut(new GaussianDropout(0.5))
                            .build()))
                .fallbackReason())
        .hasValue("layer 0 (DenseLayer \"layer0\"): dropout GaussianDropout");
    assertThat(
            network(with(DataType.DOUBLE, new DenseLayer.Builder().nOut(4).build()))
                .fallbackReason())
        .hasValue("data type DOUBLE");
  }
}
