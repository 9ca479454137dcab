package recipe4j.run;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.Training;

/** What a training has come to, to the bit; only the time that it took is left out. */
record Trained(
    List<Float> parameters, List<Float> updaterState, int iterations, List<EpochLogs> epochs) {
  static final int EPOCHS = 4;

  /** 48 images train, 12 validate. */
  static final ImageDataset DATA = SmallData.dataset(60);

  /** Three batches an epoch. */
  private static final int BATCH_SIZE = 16;

  static Trained of(MultiLayerNetwork net, History history) {
    return new Trained(
        numbers(net.params().ravel().toFloatVector()),
        numbers(net.getUpdater().getStateViewArray().ravel().toFloatVector()),
        net.getIterationCount(),
        history.epochs().stream().map(Trained::withoutTime).toList());
  }

  private static List<Float> numbers(float... values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return List.of(boxed);
  }

  private static EpochLogs withoutTime(EpochLogs logs) {
    return new EpochLogs(
        logs.epoch(),
        logs.loss(),
        logs.accuracy(),
        logs.valLoss(),
        logs.valAccuracy(),
        logs.learningRate(),
        0);
  }

  /** A network whose state is more than its weights: dropout, and running means if asked for. */
  static MultiLayerNetwork network(EngineKind engine, boolean normalised) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.01))
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .stride(2, 2)
                    .nOut(4)
                    .activation(Activation.RELU)
                    .build());
    if (normalised) {
      layers.layer(new BatchNormalization.Builder().build());
    }
    MultiLayerConfiguration configuration =
        layers
            .layer(new DenseLayer.Builder().nOut(12).activation(Activation.RELU).build())
            .layer(new DropoutLayer(0.5))
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutionalFlat(18, 18, 1))
            .build();
    return Engines.create(configuration, engine, new EngineOptions(2));
  }

  static Training training(MultiLayerNetwork net) {
    return Training.of(net).epochs(EPOCHS).batchSize(BATCH_SIZE).seed(7).verbose(0);
  }
}
