package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import recipe4j.keras.KerasMomentum;
import recipe4j.keras.KerasRmsProp;

class LearningRatesTest {
  static Stream<IUpdater> updaters() {
    return Stream.of(
        new Adam(0.1),
        new AdaGrad(0.1),
        new AdaMax(0.1),
        new AMSGrad(0.1),
        new Nadam(0.1),
        new Nesterovs(0.1, 0.9),
        new RmsProp(0.1),
        new Sgd(0.1),
        new KerasRmsProp(0.1, 0.9, 1e-7),
        new KerasMomentum(0.1, 0.9));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void aConstantRateIsSetAndAScheduleIsSeen(IUpdater updater) {
    MultiLayerNetwork net = network(updater);
    assertThat(LearningRates.isScheduled(net)).isFalse();
    LearningRates.set(net, 0.25);
    assertThat(LearningRates.current(net)).isEqualTo(0.25);
    assertThat(LearningRates.isScheduled(net)).isFalse();
    net.setLearningRate(new FixedSchedule(0.5));
    assertThat(LearningRates.isScheduled(net)).isTrue();
    assertThatThrownBy(() -> LearningRates.set(net, 0.1))
        .hasMessageStartingWith("a learning rate that comes from a schedule cannot be set;");
    assertThat(LearningRates.current(net)).isEqualTo(0.5);
  }

  @Test
  void someUpdatersHaveNoRate() {
    for (IUpdater updater : new IUpdater[] {new AdaDelta(), new NoOp()}) {
      MultiLayerNetwork net = network(updater);
      assertThat(LearningRates.current(net)).isNaN();
      assertThat(LearningRates.isScheduled(net)).isFalse();
      assertThatThrownBy(() -> LearningRates.set(net, 0.1))
          .hasMessageStartingWith("the network's updater has no learning rate that could be set;");
    }
  }

  private static MultiLayerNetwork network(IUpdater updater) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(updater)
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    net.init();
    return net;
  }
}
