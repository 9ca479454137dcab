package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** What is refused is what DL4J fails to train, and no more. */
class TrainableNetworkTest {
  private static final int NORM = 2;

  static Stream<Arguments> untrainable() {
    return Stream.of(
        change(
            "LossMCXENT",
            conf ->
                ((OutputLayer) conf.getConf(conf.getConfs().size() - 1).getLayer())
                    .setLossFn(new LossSparseMCXENT())),
        Arguments.of("LossMCXENT", withLossLayer(new LossSparseMCXENT())),
        change("AdaBelief", conf -> first(conf).setIUpdater(new AdaBelief())),
        change("AdaBelief", conf -> first(conf).setBiasUpdater(new AdaBelief())),
        change("by parameter", conf -> normalize(conf, GradientNormalization.ClipL2PerParamType)),
        change(
            "by parameter",
            conf -> normalize(conf, GradientNormalization.RenormalizeL2PerParamType)),
        change("output layer", conf -> conf.getConfs().remove(conf.getConfs().size() - 1)));
  }

  @ParameterizedTest
  @MethodSource
  void untrainable(String rule, MultiLayerConfiguration configuration) {
    MultiLayerNetwork net = SmallModels.network(configuration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainableNetwork.check(net))
        .withMessageContaining(rule)
        .matches(e -> e.getMessage().lines().count() == 1);
    assertThatThrownBy(() -> net.fit(batch())).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STOCHASTIC_GRADIENT_DESCENT")
  void optimizersWithoutRateOrStateAreRefused(OptimizationAlgorithm algorithm) {
    MultiLayerConfiguration configuration = SmallModels.dense();
    configuration.getConfs().forEach(conf -> conf.setOptimizationAlgo(algorithm));
    MultiLayerNetwork net = SmallModels.network(configuration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainableNetwork.check(net))
        .withMessageContaining("layer 0 must be trained by its updater")
        .withMessageContaining(algorithm.name());
  }

  @Test
  void othersAreTaken() {
    MultiLayerConfiguration configuration = SmallModels.convolutional();
    normalize(configuration, GradientNormalization.ClipL2PerLayer);
    MultiLayerNetwork net = SmallModels.network(configuration);
    assertThatCode(() -> TrainableNetwork.check(net)).doesNotThrowAnyException();
    assertThatCode(() -> net.fit(batch())).doesNotThrowAnyException();
  }

  private static Arguments change(String rule, Consumer<MultiLayerConfiguration> change) {
    MultiLayerConfiguration configuration = SmallModels.convolutional();
    change.accept(configuration);
    return Arguments.of(rule, configuration);
  }

  private static void normalize(MultiLayerConfiguration conf, GradientNormalization way) {
    BatchNormalization norm = (BatchNormalization) conf.getConf(NORM).getLayer();
    norm.setGradientNormalization(way);
    norm.setLockGammaBeta(true);
  }

  private static BaseLayer first(MultiLayerConfiguration conf) {
    return (BaseLayer) conf.getConf(0).getLayer();
  }

  private static MultiLayerConfiguration withLossLayer(ILossFunction loss) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(new DenseLayer.Builder().nIn(SmallModels.SIDE * SmallModels.SIDE).nOut(3).build())
        .layer(new LossLayer.Builder(loss).activation(Activation.SOFTMAX).build())
        .build();
  }

  private static DataSet batch() {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 3);
    labels.putScalar(0, 0, 1).putScalar(1, 2, 1);
    return new DataSet(Nd4j.rand(DataType.FLOAT, 2, SmallModels.SIDE * SmallModels.SIDE), labels);
  }
}
