package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.SmallData;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.schedule.PiecewiseSchedule;

class ModelFileTest {
  private static final LabelledImages IMAGES = SmallData.bars(32, 5);

  @TempDir private Path folder;

  @Test
  void goesOnAfterLoadingAsIfNothingHadHappened() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(IMAGES.shape(), 3);
    net.setLearningRate(PiecewiseSchedule.recipe());
    fitTwice(net);
    Path file = folder.resolve("model.zip");
    ModelFile.save(file, net, Map.of());
    MultiLayerNetwork loaded = ModelFile.load(file).network();
    assertThat(loaded.params()).isEqualTo(net.params());
    assertThat(loaded.getIterationCount()).isEqualTo(net.getIterationCount());
    fitTwice(net);
    fitTwice(loaded);
    assertThat(loaded.params()).isEqualTo(net.params());
  }

  @Test
  void keepsSectionsOfPlainValues() throws IOException {
    Map<String, Object> section =
        Map.of("name", "mnist", "seed", 0, "rates", List.of(0.5, 1e-3), "deep", Map.of("a", true));
    Path file = folder.resolve("model.zip");
    ModelFile.save(file, KerasCnn.create(IMAGES.shape(), 1), Map.of("dataset", section));
    SavedModel saved = ModelFile.load(file);
    assertThat(saved.section("dataset")).isEqualTo(section);
    assertThat(saved.section("other")).isEmpty();
  }

  @Test
  void dl4jReadsOursAndWeReadDl4js() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(IMAGES.shape(), 1);
    Path ours = folder.resolve("ours.zip");
    ModelFile.save(ours, net, Map.of("a", Map.of("b", 1)));
    assertThat(ModelSerializer.restoreMultiLayerNetwork(ours.toFile()).params())
        .isEqualTo(net.params());
    Path dl4js = folder.resolve("dl4j.zip");
    ModelSerializer.writeModel(net, dl4js.toFile(), true);
    SavedModel saved = ModelFile.load(dl4js);
    assertThat(saved.network().params()).isEqualTo(net.params());
    assertThat(saved.sections()).isEmpty();
  }

  @Test
  void badFilesAreToldInOneLine() throws IOException {
    Path missing = folder.resolve("missing.zip");
    assertThatThrownBy(() -> ModelFile.load(missing))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no model file at " + missing);
    Path good = folder.resolve("good.zip");
    ModelFile.save(good, KerasCnn.create(IMAGES.shape(), 1), Map.of());
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, 20_000));
    Path empty = Files.createFile(folder.resolve("empty.zip"));
    Path text = Files.writeString(folder.resolve("text.zip"), "hello");
    for (Path bad : List.of(cut, empty, text)) {
      assertThatThrownBy(() -> ModelFile.load(bad))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is no readable model")
          .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
  }

  @Test
  void putsASectionBesideTheOthers() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(IMAGES.shape(), 1);
    fitTwice(net);
    Path file = folder.resolve("model.zip");
    ModelFile.save(file, net, Map.of("dataset", Map.of("name", "bars")));
    ModelFile.putSection(file, "calibration", Map.of("temperature", 1.25));
    ModelFile.putSection(file, "calibration", Map.of("temperature", 1.5));
    SavedModel saved = ModelFile.load(file);
    assertThat(saved.section("calibration")).isEqualTo(Map.of("temperature", 1.5));
    assertThat(saved.section("dataset")).isEqualTo(Map.of("name", "bars"));
    assertThat(saved.network().params()).isEqualTo(net.params());
    assertThat(saved.network().getUpdater().getStateViewArray())
        .isEqualTo(net.getUpdater().getStateViewArray());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void putsASectionIntoAFileOfDl4js() throws IOException {
    Path file = folder.resolve("dl4j.zip");
    ModelSerializer.writeModel(KerasCnn.create(IMAGES.shape(), 1), file.toFile(), true);
    ModelFile.putSection(file, "a", Map.of("b", 1));
    assertThat(ModelFile.load(file).section("a")).isEqualTo(Map.of("b", 1));
  }

  @Test
  void putsNoSectionIntoWhatIsNoModel() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "hello");
    assertThatThrownBy(() -> ModelFile.putSection(text, "a", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no readable model");
    assertThat(text).hasContent("hello");
  }

  @Test
  void leavesNoHalfWrittenFile() throws IOException {
    Path folderInPlaceOfFile = Files.createDirectory(folder.resolve("model.zip"));
    MultiLayerNetwork net = KerasCnn.create(IMAGES.shape(), 1);
    assertThatThrownBy(() -> ModelFile.save(folderInPlaceOfFile, net, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a file name is needed");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folderInPlaceOfFile);
    }
  }

  private static void fitTwice(MultiLayerNetwork net) {
    DataSet batch = ImageBatches.inOrder(IMAGES, 32).next();
    net.fit(batch);
    net.fit(batch);
  }
}
