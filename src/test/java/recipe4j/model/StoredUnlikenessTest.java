package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.data.LabelledImages;
import recipe4j.run.StoredTemperature;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Unlikeness;

class StoredUnlikenessTest {
  private static final LabelledImages IMAGES = SmallData.bars(120, 4);

  @TempDir private Path folder;

  private Path model() throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.save(
        file,
        KerasCnn.create(IMAGES.shape(), 1),
        Map.of("calibration", Map.of("temperature", 1.5)));
    return file;
  }

  @Test
  void whatIsStoredIsReadAgainAndTheTemperatureStays() throws IOException {
    Path file = model();
    SavedModel saved = ModelFile.load(file);
    assertThat(StoredUnlikeness.of(saved, file)).isEmpty();
    Logits logits = Predictor.of(saved.network()).logits(IMAGES);
    Unlikeness measure = StoredUnlikeness.measure(saved, IMAGES, logits);
    StoredUnlikeness.put(file, measure);
    SavedModel again = ModelFile.load(file);
    Unlikeness read = StoredUnlikeness.of(again, file).orElseThrow();
    assertThat(StoredTemperature.of(again, file)).isEqualTo(1.5);
    double[] shares = StoredUnlikeness.shares(read, again, IMAGES, logits);
    assertThat(shares).containsExactly(StoredUnlikeness.shares(measure, saved, IMAGES, logits));
    assertThat(shares).hasSize(120);
    assertThat(read.distance()).isNotNull();
    assertThat(Files.size(file)).isLessThan(800_000);
  }

  @Test
  void whatIsNotSoStoredIsRefused() throws IOException {
    Path file = model();
    SavedModel saved = ModelFile.load(file);
    Logits logits = Predictor.of(saved.network()).logits(IMAGES);
    StoredUnlikeness.put(file, StoredUnlikeness.measure(saved, IMAGES, logits));
    Map<String, Object> section = ModelFile.load(file).section("calibration");
    Map<?, ?> stored = (Map<?, ?>) section.get("out-of-distribution");
    for (Object wrong :
        List.of("text", 1, List.of(), Map.of("shares", List.of(2), "scores", List.of(1)))) {
      for (Object key : stored.keySet()) {
        if (key.equals("limit")) {
          continue; // told, not used
        }
        Map<Object, Object> changed = new LinkedHashMap<>(stored);
        changed.put(key, wrong);
        ModelFile.putSection(file, "calibration", Map.of("out-of-distribution", changed));
        SavedModel damaged = ModelFile.load(file);
        assertThatThrownBy(() -> StoredUnlikeness.of(damaged, file))
            .as("%s: %s", key, wrong)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("run `recipe4j calibrate " + file + "` again");
      }
    }
  }

  /** The last layer's weights make the logits of them. */
  @Test
  void featuresAreWhatTheLastLayerIsGiven() {
    MultiLayerNetwork net = KerasCnn.create(IMAGES.shape(), 3);
    double[][] features = LastLayerInput.of(net, IMAGES.first(7)).orElseThrow();
    Logits logits = Predictor.of(net).logits(IMAGES.first(7));
    var weights = net.getLayer(6).getParam("W");
    var bias = net.getLayer(6).getParam("b");
    for (int i = 0; i < 7; i++) {
      assertThat(features[i]).hasSize(64);
      for (int c = 0; c < logits.classes(); c++) {
        double sum = bias.getDouble(c);
        for (int j = 0; j < 64; j++) {
          sum += features[i][j] * weights.getDouble(j, c);
        }
        assertThat(logits.get(i, c)).isCloseTo(sum, within(1e-4));
      }
    }
  }
}
