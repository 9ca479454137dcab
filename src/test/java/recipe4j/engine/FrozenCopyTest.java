package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;

@Tag("native")
class FrozenCopyTest {
  private static final DataSet BATCH = Examples.batch(40, 28, 10, 1);

  private final AcceleratedNetwork source = network();
  private final AcceleratedNetwork frozen = source.frozenCopy();

  private static AcceleratedNetwork network() {
    AcceleratedNetwork network =
        new AcceleratedNetwork(
            KerasCnn.configuration(new ImageShape(28, 28, 10), 1), new EngineOptions(2));
    network.init();
    return network;
  }

  @AfterEach
  void close() {
    frozen.close();
    source.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void changesOnlyByRefresh(int rows) {
    INDArray features = Examples.batch(rows, 28, 10, 2).getFeatures();
    INDArray before = source.logits(features);
    assertThat(frozen.logits(features)).isEqualTo(before);

    source.fit(BATCH);
    assertThat(frozen.logits(features)).isEqualTo(before);

    frozen.refresh(source);
    assertThat(frozen.logits(features)).isEqualTo(source.logits(features)).isNotEqualTo(before);
  }

  @Test
  void seesItsOwnTraining() {
    INDArray before = frozen.logits(BATCH.getFeatures());
    frozen.fit(BATCH);
    source.fit(BATCH);
    assertThat(frozen.logits(BATCH.getFeatures()))
        .isEqualTo(source.logits(BATCH.getFeatures()))
        .isNotEqualTo(before);
  }

  @Test
  void refusesAnotherArchitecture() {
    try (AcceleratedNetwork other = Examples.accelerated()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> frozen.refresh(other))
          .withMessageContaining("parameters, found");
    }
  }
}
