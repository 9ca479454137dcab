package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class EnginesTest {
  private static final EngineOptions ONE = new EngineOptions(1);

  @Test
  void dl4jIsAPlainNetwork() {
    MultiLayerNetwork network =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.DL4J, ONE);
    assertThat(network.getClass()).isEqualTo(MultiLayerNetwork.class);
    assertThat(Engines.describe(network)).isEqualTo("DL4J's own layers");
  }

  @Test
  void autoAcceleratesWhatItCan() {
    MultiLayerNetwork network =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.AUTO, ONE);
    assertThat(network).isInstanceOf(AcceleratedNetwork.class);
    assertThat(Engines.describe(network)).startsWith("oneDNN ").endsWith(" on 1 thread");
    network.close();
  }

  @Test
  void theSameSeedGivesTheSameWeightsOnBoth() {
    MultiLayerNetwork dl4j =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.DL4J, ONE);
    MultiLayerNetwork onednn =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.ONEDNN, ONE);
    assertThat(onednn.params()).isEqualTo(dl4j.params());
    onednn.close();
  }

  @Test
  void onednnRefusesWhatItCannotRun() {
    assertThatThrownBy(
            () -> Engines.create(Examples.smallCnn(DataType.DOUBLE), EngineKind.ONEDNN, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "engine onednn can't run this network, found data type DOUBLE; choose auto or dl4j");
  }

  @Test
  void optionsAreChecked() {
    assertThat(EngineOptions.defaults().threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThatThrownBy(() -> new EngineOptions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "threads must be at least 1 and at most %d on this machine, found 0",
            EngineOptions.mostThreads());
  }
}
