package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.SavedModel;
import recipe4j.report.RunPage;
import recipe4j.run.ModelLoader;
import recipe4j.run.Provenance;
import recipe4j.run.Resume;
import recipe4j.run.Run;
import recipe4j.run.RunFolder;
import recipe4j.run.StoredTemperature;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Training;

/**
 * A run folder that version 0.1 wrote is read as before: by {@code train --from} a small network
 * {@code --dataset sample --epochs 3 --batch-size 500 --validation-split 0.1 --seed 3 --shuffle
 * once --schedule step:rate=0.01,factor=0.5,every=1 --early-stopping 5 --threads 1}, then {@code
 * calibrate}. Page and plots are left out.
 */
class EarlierRunTest {
  private static final Path EARLIER = Path.of("src/test/resources/recipe4j/run/earlier");

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void copy() throws IOException {
    run = folder.resolve("run");
    Files.createDirectories(run.resolve("backup"));
    for (String name :
        List.of(
            "run.json",
            "history.json",
            "history.csv",
            "assessment.json",
            "model.zip",
            "backup/backup.zip",
            "backup/backup-previous.zip",
            "backup/finished")) {
      Files.copy(EARLIER.resolve(name), run.resolve(name));
    }
  }

  @Test
  void modelAndReport() throws IOException {
    SavedModel model = ModelLoader.load(run);
    Provenance provenance = Provenance.of(model);
    assertThat(provenance.dataset().origin().orElseThrow().choice())
        .isEqualTo(DatasetChoice.SAMPLE);
    assertThat(provenance.validationSplit()).isEqualTo(0.1);
    assertThat(StoredTemperature.of(model, run)).isEqualTo(0.21065793575719774);
    Run read = RunFolder.read(run);
    assertThat(read.curve().epochs()).isEqualTo(3);
    assertThat(read.facts().options()).containsEntry("batch-size", 500).containsEntry("run", "run");
    Evaluation test = Evaluation.of(model.network(), provenance.load().test(), 500);
    assertThat(test.accuracy())
        .isCloseTo(
            ((Number) read.facts().outcome().get("test_accuracy")).doubleValue(), within(0.005));
    assertThat(RunPage.write(run, read)).content().contains("Fitted temperature");
  }

  @Test
  void resumedByAProgram() throws IOException {
    List<String> warnings = new ArrayList<>();
    Resume resume = Resume.of(run, warnings::add);
    assertThat(resume.place()).isEqualTo("epoch 4, batch 0");
    assertThat(resume.texts())
        .containsEntry("epochs", "3")
        .containsEntry("schedule", "step:rate=0.01,factor=0.5,every=1")
        .containsEntry("threads", "1")
        .doesNotContainKey("run");
    ImageDataset dataset = resume.provenance().load();
    MultiLayerNetwork net = resume.network(EngineKind.AUTO, new EngineOptions(1));
    resume.begin(net, dataset, true); // perhaps on another kind of processor
    History history =
        Training.of(net)
            .epochs(4)
            .batchSize(500)
            .seed(3)
            .verbose(0)
            .resume(resume.state())
            .fit(dataset);
    assertThat(history.epochs()).hasSize(4);
    assertThat(history.last().loss()).isLessThan(history.epochs().get(2).loss());
    assertThat(history.last().learningRate()).isCloseTo(0.01 / 8, within(1e-9));
  }

  @Test
  void resumedByACommand() throws IOException {
    Cli.Result refused = Cli.run("train", "--resume", run);
    refused.failedWith(2, "has ended, with 3 epochs");
    Cli.Result further = Cli.run("train", "--resume", run, "--epochs", "4", "--force");
    assertThat(further.code()).as(further.err()).isZero();
    assertThat(further.err())
        .contains("--epochs is 3 in the run, found 4")
        .contains("Resuming from epoch 4, batch 0");
    assertThat(RunFolder.read(run).curve().epochs()).isEqualTo(4);
    assertThat(Cli.run("report", run).code()).isZero();
  }
}
