package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The engine's updater moves state and parameters as DL4J's own does, whatever is configured. */
class AcceleratedUpdaterTest {
  private static final int INPUTS = 60;
  private static final int CLASSES = 5;
  private static final int STEPS = 40;

  private static Stream<Named<UnaryOperator<NeuralNetConfiguration.Builder>>> configurations() {
    return Stream.of(
        Named.of("Adam", builder -> builder.updater(new Adam(1e-2, 0.9, 0.999, 1e-7))),
        Named.of("other betas", builder -> builder.updater(new Adam(1e-3, 0.5, 0.9, 1e-3))),
        Named.of(
            "schedule",
            builder ->
                builder.updater(
                    new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.01, 0.9)))),
        Named.of(
            "two blocks", builder -> builder.updater(new Adam(1e-2)).biasUpdater(new Adam(1e-3))),
        Named.of(
            "SGD of biases", builder -> builder.updater(new Adam(1e-2)).biasUpdater(new Sgd(1))),
        Named.of("L2", builder -> builder.updater(new Adam(1e-2)).l2(0.1)),
        Named.of("weight decay", builder -> builder.updater(new Adam(1e-2)).weightDecay(0.1)),
        Named.of(
            "clipping",
            builder ->
                builder
                    .updater(new Adam(1e-2))
                    .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                    .gradientNormalizationThreshold(0.1)),
        Named.of("no division", builder -> builder.updater(new Adam(1e-2)).miniBatch(false)));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void movesAsDl4jDoes(UnaryOperator<NeuralNetConfiguration.Builder> settings) {
    check(network(settings, false));
  }

  /** Its running means are among the parameters, and their gradients are not averaged. */
  @Test
  void batchNormalisationMovesAsDl4jDoes() {
    check(network(builder -> builder.updater(new Adam(1e-2)), true));
  }

  @Test
  void isTakenByAnAcceleratedNetworkAndGivenToNobodyElse() {
    MultiLayerNetwork plain = network(builder -> builder.updater(new Adam(1e-2)), false);
    DataSet batch = new DataSet(Nd4j.rand(8, INPUTS), Nd4j.eye(8).getColumns(0, 1, 2, 3, 4));
    try (AcceleratedNetwork network = AcceleratedNetwork.wrap(plain.clone())) {
      network.fit(batch);
      assertThat(network.getUpdater()).isInstanceOf(AcceleratedUpdater.class);
      assertThat(network.clone().getUpdater().getStateViewArray())
          .isEqualTo(network.getUpdater().getStateViewArray());
    }
  }

  private static MultiLayerNetwork network(
      UnaryOperator<NeuralNetConfiguration.Builder> settings, boolean normalised) {
    NeuralNetConfiguration.ListBuilder layers =
        settings
            .apply(new NeuralNetConfiguration.Builder().seed(3))
            .list()
            .layer(new DenseLayer.Builder().nOut(70).activation(Activation.TANH).build());
    if (normalised) {
      layers.layer(new BatchNormalization.Builder().build());
    }
    MultiLayerConfiguration configuration =
        layers
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.feedForward(INPUTS))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** The same gradients for both, so that nothing but the updaters can differ. */
  private static void check(MultiLayerNetwork dl4j) {
    dl4j.initGradientsView(); // first: cloning makes the updater, which keeps a view of it
    MultiLayerNetwork ours = dl4j.clone();
    ours.initGradientsView();
    AcceleratedUpdater.install(ours);
    assertThat(ours.getUpdater()).isInstanceOf(AcceleratedUpdater.class);
    INDArray start = dl4j.params().dup();
    for (int iteration = 0; iteration < STEPS; iteration++) {
      INDArray drawn = Nd4j.randn(1, dl4j.numParams()).muli(32);
      step(dl4j, drawn, iteration);
      step(ours, drawn, iteration);
    }
    double moved = dl4j.params().distance2(start);
    assertThat(moved).isPositive();
    assertThat(ours.params().distance2(dl4j.params())).isLessThan(2e-6 * moved);
    // DL4J takes 1 - 0.999 in single precision, which is 4.7e-5 too much; its rate makes up for it
    INDArray state = dl4j.getUpdater().getStateViewArray();
    assertThat(ours.getUpdater().getStateViewArray().distance2(state))
        .isLessThan(5e-5 * state.norm2Number().doubleValue());
  }

  private static void step(MultiLayerNetwork network, INDArray drawn, int iteration) {
    INDArray flat = network.getFlattenedGradients();
    flat.assign(drawn.reshape(flat.shape()));
    Gradient gradient = new GradientViews(flat, network.getLayers()).gradient();
    Updater updater = network.getUpdater();
    updater.update(
        network, gradient, iteration, iteration / 10, 32, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(flat.reshape(network.params().shape()));
  }
}
