package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

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
  void layersOfDl4jFindOneDnn() {
    assertThat(OneDnnHelper.enable()).isTrue();
    MultiLayerNetwork network = Engines.plain(Examples.smallCnn(DataType.FLOAT));
    network.init();
    assertThat(network.getLayer(0).getHelper().getClass().getSimpleName()).contains("MKLDNN");
  }

  @Test
  void anyNetworkCanBeAskedWhatOnlyAnAcceleratedOneAnswers() {
    DataSet batch = Examples.batch(3, 1);
    MultiLayerNetwork dl4j =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.DL4J, ONE);
    dl4j.score(batch, false);
    assertThat(Engines.isAccelerated(dl4j)).isFalse();
    assertThat(Engines.logits(dl4j, batch.getFeatures())).isEmpty();
    assertThat(Engines.lastOutput(dl4j)).isEmpty();
    MultiLayerNetwork onednn =
        Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.ONEDNN, ONE);
    onednn.score(batch, false);
    assertThat(Engines.isAccelerated(onednn)).isTrue();
    INDArray logits = Engines.logits(onednn, batch.getFeatures()).orElseThrow();
    assertThat(
            Examples.largestDifference(
                Transforms.softmax(logits), Engines.lastOutput(onednn).orElseThrow()))
        .isLessThan(1e-6);
    onednn.close();
    MultiLayerNetwork fallback =
        Engines.create(Examples.smallCnn(DataType.DOUBLE), EngineKind.AUTO, ONE);
    assertThat(Engines.isAccelerated(fallback)).isFalse();
    fallback.close();
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
