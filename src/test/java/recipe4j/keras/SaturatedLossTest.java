package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

/** Losses of Keras 3.15.1 where outputs are certain and wrong, or activations huge. */
class SaturatedLossTest {
  private static final double PERCENT = 0.01;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "bce_stuck, AUTO", "bce_stuck, DL4J",
    "saturated_sigmoid4, AUTO", "saturated_sigmoid4, DL4J",
    "unscaled255_silu, AUTO", "unscaled255_silu, DL4J",
    "unscaled255_softplus, AUTO", "unscaled255_softplus, DL4J"
  })
  void trainsAsKeras(String name, EngineKind engine) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("training/" + name + ".zip")) {
      KerasFixtures.unpack(in, folder);
    }
    KerasCase recorded = KerasCase.of(folder).get(0);
    MultiLayerNetwork net = KerasFile.read(recorded.file(), engine, new EngineOptions(2));
    assertThat(recorded.losses()).hasSizeGreaterThan(3);
    for (int step = 0; step < recorded.losses().size(); step++) {
      DataSet batch = new DataSet(recorded.inputs().get(step), recorded.labels().get(step));
      double loss = recorded.losses().get(step);
      assertThat(net.score(batch, false))
          .as("step %d, scored", step)
          .isCloseTo(loss, withinPercentage(PERCENT));
      net.fit(batch);
      assertThat(net.score()).as("step %d", step).isCloseTo(loss, withinPercentage(PERCENT));
    }
  }
}
