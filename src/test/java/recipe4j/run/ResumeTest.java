package recipe4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.cli.IdxFiles;
import recipe4j.data.ImageDataset;
import recipe4j.data.Shuffle;
import recipe4j.datasets.IdxFolder;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.report.RunReport;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.History;
import recipe4j.train.Training;
import recipe4j.train.TrainingInterruptedException;
import recipe4j.train.TrainingRun;

/** A program resumes a run folder as the command line does. */
class ResumeTest {
  private static final EngineOptions THREADS = new EngineOptions(2);
  private static final Map<String, ?> OPTIONS =
      Map.of("epochs", 4, "batch-size", 16, "seed", 7, "shuffle", "once", "force", true);

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();
  private Path run;
  private ImageDataset dataset;

  @BeforeEach
  void images() throws IOException {
    run = folder.resolve("run");
    Path data =
        IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    dataset = IdxFolder.load(data, 0.2);
  }

  private static Training training(MultiLayerNetwork net) {
    return Trained.training(net).shuffle(Shuffle.ONCE);
  }

  /** In the second epoch. */
  private void interrupted() throws IOException {
    MultiLayerNetwork net = Trained.network(EngineKind.ONEDNN, true);
    RunBackups backups = new RunBackups(run);
    assertThat(backups.begin()).isEmpty();
    Training training =
        training(net).backup(backups.target(net, dataset, OPTIONS, 2, Instant.EPOCH), 0);
    training.listeners(
        new EpochListener() {
          @Override
          public void onBatchLogs(BatchLogs logs, TrainingRun run) {
            if (logs.epoch() == 1 && logs.batch() == 1) {
              training.interrupt();
            }
          }
        });
    assertThatExceptionOfType(TrainingInterruptedException.class)
        .isThrownBy(() -> training.fit(dataset));
  }

  @Test
  void aRunIsResumedToTheBit() throws IOException {
    MultiLayerNetwork uninterrupted = Trained.network(EngineKind.ONEDNN, true);
    Trained whole = Trained.of(uninterrupted, training(uninterrupted).fit(dataset));
    interrupted();

    Resume resume = Resume.of(run, warnings::add);
    ImageDataset again = resume.provenance().load();
    MultiLayerNetwork net = resume.network(EngineKind.ONEDNN, THREADS);
    History history = resume.training(net, again).verbose(0).fit(again);
    RunReport.of(net, again, history).options(resume.options()).write(run);
    resume.backups().finish();

    assertThat(Trained.of(net, history)).isEqualTo(whole);
    assertThat(warnings).isEmpty();
    assertThat(resume.started()).contains(Instant.EPOCH);
    Run read = RunFolder.read(run);
    assertThat(read.curve().epochs()).isEqualTo(4);
    assertThat(read.facts().options())
        .containsEntry("shuffle", "once")
        .containsEntry("threads", 2)
        .containsEntry("dataset", "idx")
        .doesNotContainKey("force");
    Resume ended = Resume.of(run, warnings::add);
    assertThatExceptionOfType(ResumeException.class)
        .isThrownBy(() -> ended.check(ended.options(), option -> true, false))
        .withMessageContaining("has ended, with 4 epochs");
  }

  @Test
  void whatDiffersIsRefusedOrSaid() throws IOException {
    interrupted();
    Resume resume = Resume.of(run, warnings::add);
    Map<String, Object> other = resume.options();
    other.put("seed", 8);
    other.put("verbose", 2); // may change
    assertThatExceptionOfType(ResumeException.class)
        .isThrownBy(() -> resume.check(other, option -> true, false))
        .withMessageContaining("--seed is 7 in the run, found 8")
        .withMessageNotContaining("verbose");
    ImageDataset fewer = SmallData.dataset(30);
    MultiLayerNetwork net = resume.network(EngineKind.ONEDNN, THREADS);
    assertThatExceptionOfType(ResumeException.class)
        .isThrownBy(() -> resume.training(net, fewer))
        .withMessageContaining("training images: 48 in the run, found 24");
    assertThat(warnings).isEmpty();
    resume.check(other, option -> true, true);
    assertThat(warnings).singleElement().asString().contains("--seed is 7 in the run, found 8");
  }

  @Test
  void withoutABackupThereIsNothingToResume() {
    assertThatExceptionOfType(ResumeException.class)
        .isThrownBy(() -> Resume.of(run, warnings::add))
        .withMessageContaining("holds no backup of a training");
  }
}
