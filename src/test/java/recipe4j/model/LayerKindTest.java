package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What errors call layers, where they speak to people who may never have seen DL4J. */
class LayerKindTest {
  @Test
  void layersHaveTheNamesThatPeopleGiveThem() {
    assertThat(LayerKind.of(new DenseLayer())).isEqualTo("a dense layer");
    assertThat(LayerKind.of(new OutputLayer())).isEqualTo("an output layer");
    assertThat(LayerKind.of(new ConvolutionLayer())).isEqualTo("a convolution layer");
    assertThat(LayerKind.of(new Convolution1DLayer())).isEqualTo("a convolution 1D layer");
    assertThat(LayerKind.of(new SubsamplingLayer())).isEqualTo("a pooling layer");
    assertThat(LayerKind.of(new GlobalPoolingLayer())).isEqualTo("a global pooling layer");
    assertThat(LayerKind.of(new BatchNormalization())).isEqualTo("a batch normalization layer");
    assertThat(LayerKind.of(new LSTM())).isEqualTo("an LSTM layer");
    assertThat(LayerKind.of(new DenseLayer() {})).isEqualTo("a dense layer");
  }

  @Test
  void networksOfOtherInputsAreToldByWhatTheyTake() {
    assertThatThrownBy(
            () -> NetworkShape.of(network(InputType.convolutional(32, 32, 3), softmax())))
        .hasMessage(
            "a network that takes images of one channel and gives classes is needed, found one that takes 32x32 images of 3 channels and ends in an output layer");
    assertThatThrownBy(() -> NetworkShape.of(network(InputType.feedForward(783), softmax())))
        .hasMessageContaining("found one that takes rows of 783 numbers and ends in");
  }

  @Test
  void rowsOfAsManyNumbersAsASquareHasPixelsAreImages() {
    MultiLayerNetwork rows = network(InputType.feedForward(784), softmax());
    assertThat(NetworkShape.of(rows).height()).isEqualTo(28);
    assertThat(NetworkShape.of(rows).width()).isEqualTo(28);
  }

  @Test
  void logitsNeedASoftmaxAtTheEnd() {
    InputType image = InputType.convolutional(4, 4, 1);
    Layer sigmoid =
        new OutputLayer.Builder(LossFunction.XENT).nOut(2).activation(Activation.SIGMOID).build();
    assertThatThrownBy(() -> Predictor.of(network(image, sigmoid)))
        .hasMessage(
            "logits need a network that ends in an output layer with softmax, found one with sigmoid");
    Layer activation = new ActivationLayer(Activation.SOFTMAX);
    assertThatThrownBy(() -> Predictor.of(network(image, activation)))
        .hasMessageEndingWith("found an activation layer");
    assertThatThrownBy(() -> TrainableNetwork.check(network(image, activation)))
        .hasMessage(
            "a network must end in an output layer to be trained, found an activation layer; add one");
  }

  private static Layer softmax() {
    return new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build();
  }

  private static MultiLayerNetwork network(InputType input, Layer last) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nOut(2).build())
                .layer(last)
                .setInputType(input)
                .build());
    net.init();
    return net;
  }
}
