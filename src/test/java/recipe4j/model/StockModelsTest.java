package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks that have nothing to do with the recipe, written by DL4J: checks must let them in. */
class StockModelsTest {
  @TempDir private Path folder;

  static Stream<MultiLayerConfiguration> configurations() {
    return Stream.of(images(), sequences(), volumes(), words(), codes());
  }

  private static NeuralNetConfiguration.Builder start() {
    return new NeuralNetConfiguration.Builder()
        .seed(-12345678901L)
        .updater(new Nesterovs(new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.1, 5, 0.01)), 0.9))
        .biasUpdater(new AMSGrad(new PolySchedule(ScheduleType.ITERATION, 0.1, 2, 1_000_000)))
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .l1(1e-4)
        .weightDecay(1e-3);
  }

  private static MultiLayerConfiguration images() {
    return start()
        .weightInit(new NormalDistribution(0, 0.1))
        .constrainWeights(new MaxNormConstraint(2, 1))
        .list()
        .layer(new ZeroPaddingLayer(1, 1))
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.LEAKYRELU).build())
        .layer(new LocalResponseNormalization.Builder().build())
        .layer(new SeparableConvolution2D.Builder(3, 3).nOut(3).depthMultiplier(2).build())
        .layer(new DepthwiseConvolution2D.Builder(2, 2).depthMultiplier(2).nOut(6).build())
        .layer(new Deconvolution2D.Builder(2, 2).nOut(4).build())
        .layer(new Upsampling2D.Builder(2).build())
        .layer(new Cropping2D(1, 1))
        .layer(new SpaceToDepthLayer.Builder<>(2).build())
        .layer(new PReLULayer.Builder().inputShape(16, 9, 9).build())
        .layer(new ActivationLayer(Activation.RRELU))
        .layer(new GlobalPoolingLayer(PoolingType.PNORM))
        .layer(
            new DenseLayer.Builder()
                .nOut(5)
                .hasLayerNorm(true)
                .dropOut(new AlphaDropout(0.5))
                .weightNoise(new DropConnect(0.5))
                .constrainBias(new NonNegativeConstraint())
                .build())
        .layer(new FrozenLayer(new DenseLayer.Builder().nOut(5).build()))
        .layer(
            new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(1f, 2f, 3f)))
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(12, 12, 1))
        .build();
  }

  private static MultiLayerConfiguration sequences() {
    return start()
        .list()
        .layer(new Convolution1DLayer.Builder(3).nOut(4).build())
        .layer(new LSTM.Builder().nOut(4).dropOut(new GaussianNoise(0.1)).build())
        .layer(new Bidirectional(new SimpleRnn.Builder().nOut(3).build()))
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(2)
                .activation(Activation.TANH)
                .build())
        .setInputType(InputType.recurrent(5, 10))
        .build();
  }

  private static MultiLayerConfiguration volumes() {
    return start()
        .list()
        .layer(new Convolution3D.Builder(2, 2, 2).nOut(2).build())
        .layer(new GlobalPoolingLayer())
        .layer(
            new OutputLayer.Builder(LossFunction.XENT)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build())
        .setInputType(InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 4, 4, 4, 1))
        .build();
  }

  private static MultiLayerConfiguration words() {
    return start()
        .list()
        .layer(new EmbeddingLayer.Builder().nIn(100).nOut(4).build())
        .layer(new OutputLayer.Builder(LossFunction.HINGE).nIn(4).nOut(2).build())
        .build();
  }

  private static MultiLayerConfiguration codes() {
    return start()
        .list()
        .layer(
            new VariationalAutoencoder.Builder()
                .encoderLayerSizes(6, 5)
                .decoderLayerSizes(5, 6)
                .nIn(8)
                .nOut(3)
                .build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(3)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void load(MultiLayerConfiguration configuration) throws IOException {
    MultiLayerNetwork net = SmallModels.network(configuration);
    net.getUpdater();
    Path file = folder.resolve("stock.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    MultiLayerNetwork loaded = ModelFile.load(file).network();
    assertThat(loaded.params()).isEqualTo(net.params());
    assertThat(loaded.getLayerWiseConfigurations().toJson())
        .isEqualTo(
            ModelSerializer.restoreMultiLayerNetwork(file.toFile())
                .getLayerWiseConfigurations()
                .toJson());
  }
}
