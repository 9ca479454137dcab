package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.data.Mirror;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.idx.IdxPart;

class DatasetsTest {
  private static final DatasetInfo MNIST =
      new DatasetInfo("mnist", "here", IdxPart.byFileName(Mnist.CHECKSUMS));
  private static final DatasetInfo SAMPLE =
      new DatasetInfo("mnist-sample", "here", IdxPart.byFileName(MnistSample.CHECKSUMS));

  @TempDir Path home;

  @Test
  void autoFallsBackToTheSampleAndSaysWhyAndWhatToDo() throws IOException {
    LoadedDataset loaded = Datasets.load(DatasetChoice.AUTO, options().build());
    assertThat(loaded.dataset().info().name()).isEqualTo("mnist-sample");
    assertThat(loaded.dataset().train().count()).isEqualTo(3200);
    assertThat(loaded.notice())
        .startsWith("dataset: mnist-sample (bundled with recipe4j), train 3,200")
        .contains(
            ", because the full MNIST is not on this machine and may not be downloaded; to have it, ")
        .contains("run `recipe4j data --download`", "give it as --data")
        .doesNotContain("\n");
  }

  @Test
  void autoFallsBackIfTheMirrorsFail() throws IOException {
    try (Mirror empty = new Mirror()) {
      DataOptions options = options().download(true).mirrors(List.of(empty.address())).build();
      LoadedDataset loaded = Datasets.load(DatasetChoice.AUTO, options);
      assertThat(loaded.dataset().info().name()).isEqualTo("mnist-sample");
      assertThat(loaded.notice()).contains("HTTP status 404");
    }
  }

  @Test
  void autoFailsIfTheFolderGivenIsBad() throws IOException {
    DataOptions missing = options().folder(home.resolve("no")).build();
    assertThatThrownBy(() -> Datasets.load(DatasetChoice.AUTO, missing))
        .isInstanceOf(FileNotFoundException.class);
    Path other = IdxFixture.writeRaw(home.resolve("other"), IdxFixture.parts());
    DataEnvironment machine =
        new DataEnvironment(
            Map.of(DataEnvironment.DATA_VARIABLE, other.toString()), home, "Linux", home);
    DataOptions wrong = options().environment(machine).build();
    assertThatThrownBy(() -> Datasets.load(DatasetChoice.AUTO, wrong))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("--dataset idx");
    assertThat(Datasets.load(DatasetChoice.IDX, wrong).notice())
        .startsWith("dataset: other (" + other + "), train 4");
  }

  @Test
  void mnistInsists() {
    assertThatThrownBy(() -> Datasets.load(DatasetChoice.MNIST, options().build()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("run `recipe4j data --download`");
  }

  @Test
  void sampleNeedsNothingElse() throws IOException {
    DataOptions options = options().folder(home.resolve("no")).validationSplit(0).build();
    assertThat(Datasets.load(DatasetChoice.SAMPLE, options).dataset().train().count())
        .isEqualTo(4000);
  }

  @Test
  void idxNeedsAFolder() {
    assertThatThrownBy(() -> Datasets.load(DatasetChoice.IDX, options().build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dataset idx needs a folder, found none; give one as --data or in RECIPE4J_DATA");
  }

  @Test
  void knowsWhenTestImagesMayHaveBeenLearned() {
    assertThat(Datasets.testMayBeKnown(MNIST, SAMPLE)).isTrue();
    assertThat(Datasets.testMayBeKnown(SAMPLE, MNIST)).isFalse();
    assertThat(Datasets.testMayBeKnown(MNIST, MNIST)).isFalse();
    assertThat(Datasets.testMayBeKnown(SAMPLE, SAMPLE)).isFalse();
  }

  @Test
  void knowsThemByTheirChecksumsToo() {
    DatasetInfo mnistAsIdx = new DatasetInfo("digits", "here", MNIST.sha256());
    DatasetInfo sampleAsIdx = new DatasetInfo("few", "here", SAMPLE.sha256());
    DatasetInfo other = new DatasetInfo("other", "here", Map.of("t10k-images-idx3-ubyte", "0"));
    DatasetInfo swapped =
        new DatasetInfo("swapped", "here", Map.of("train-images-idx3-ubyte", "0"));
    assertThat(Datasets.testMayBeKnown(mnistAsIdx, sampleAsIdx)).isTrue();
    assertThat(Datasets.testMayBeKnown(mnistAsIdx, other)).isFalse();
    assertThat(Datasets.testMayBeKnown(swapped, other)).isTrue();
    assertThat(Datasets.testMayBeKnown(other, swapped)).isFalse();
  }

  @Test
  void noticeIsEnoughForTheFullSetToo() throws IOException {
    Files.createDirectories(home.resolve("idx"));
    Path folder = IdxFixture.writePacked(home.resolve("idx"), IdxFixture.parts());
    LoadedDataset loaded =
        Datasets.load(DatasetChoice.IDX, options().folder(folder).validationSplit(0).build());
    assertThat(loaded.notice())
        .isEqualTo("dataset: idx (%s), train 6 · validation 0 · test 2".formatted(folder));
  }

  private DataOptions.Builder options() {
    return DataOptions.builder().environment(IdxFixture.emptyMachine(home)).download(false);
  }
}
