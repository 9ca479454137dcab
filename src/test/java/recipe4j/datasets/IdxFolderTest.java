package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.data.DataLayout;
import recipe4j.data.IdxFixture;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.datasets.idx.IdxPart;

class IdxFolderTest {
  private final Map<IdxPart, byte[]> parts = IdxFixture.parts();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "train-,t10k-,-idx,false",
    "train-,t10k-,-idx,true",
    "train-,t10k-,.idx,false",
    "emnist-digits-train-,emnist-digits-test-,-idx,true",
    "train-,test-,.idx,true"
  })
  void readsEveryUsualName(String train, String test, String idx, boolean packed)
      throws IOException {
    for (Map.Entry<IdxPart, byte[]> part : parts.entrySet()) {
      String name =
          part.getKey()
              .fileName()
              .replace("train-", train)
              .replace("t10k-", test)
              .replace("-idx", idx);
      byte[] content = packed ? IdxFixture.gzip(part.getValue()) : part.getValue();
      Files.write(folder.resolve(packed ? name + ".gz" : name), content);
    }
    ImageDataset dataset = IdxFolder.load(folder, 0.5);
    assertThat(dataset.shape()).isEqualTo(new ImageShape(4, 5, 3));
    assertThat(dataset.train().labels()).containsExactly(0, 1, 2);
    assertThat(dataset.validation().labels()).containsExactly(0, 1, 2);
    assertThat(dataset.test().labels()).containsExactly(2, 1);
    byte[] file = parts.get(IdxPart.TRAIN_IMAGES);
    assertThat(dataset.validation().pixels(0)).isEqualTo(Arrays.copyOfRange(file, 76, 96));
    assertThat(dataset.info().name()).isEqualTo(folder.getFileName().toString());
    assertThat(dataset.info().sha256())
        .hasSize(4)
        .containsValue(IdxFixture.sha256(file))
        .containsValue(IdxFixture.sha256(parts.get(IdxPart.TEST_LABELS)));
  }

  /** As QMNIST has them: ints, and eight columns of which the first is the class. */
  @Test
  void readsLabelsOfOtherTypes() throws IOException {
    IdxFixture.writeRaw(folder, parts);
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    byte[] ints = idx(0x0C, 1, 2, 2, 1);
    Files.write(folder.resolve("t10k-labels-idx1-int"), ints);
    ByteBuffer columns = ByteBuffer.allocate(12 + 6 * 8 * 4);
    columns.putInt(0x0C02).putInt(6).putInt(8);
    for (int i = 0; i < 6; i++) {
      columns.putInt(12 + i * 32, i % 3).putInt(12 + i * 32 + 4, 4);
    }
    Files.write(folder.resolve("train-labels-idx2-int.gz"), IdxFixture.gzip(columns.array()));
    LoadedDataset loaded = IdxFolder.load(folder, DataLayout.DEFAULT, 0);
    assertThat(loaded.dataset().train().labels()).containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(loaded.dataset().test().labels()).containsExactly(2, 1);
    assertThat(loaded.notice()).contains("; of the 8 columns of its labels the first is taken");
    assertThat(loaded.dataset().info().sha256())
        .containsEntry("t10k-labels-idx1-int", IdxFixture.sha256(ints));
    Files.write(folder.resolve("t10k-labels-idx1-int"), Arrays.copyOf(ints, ints.length - 1));
    refuses(InvalidDataException.class, folder, "the [2] values that its header says");
  }

  private static byte[] idx(int type, int dimensions, int count, int... values) {
    ByteBuffer file = ByteBuffer.allocate(8 + 4 * values.length);
    file.putInt(type << 8 | dimensions).putInt(count);
    file.asIntBuffer().put(values);
    return file.array();
  }

  @Test
  void turnsEmnistAndCountsItsLetters() throws IOException {
    Map<IdxPart, byte[]> letters = IdxFixture.parts();
    letters.put(IdxPart.TRAIN_LABELS, IdxFixture.labels(1, 2, 3, 1, 2, 3));
    for (Map.Entry<IdxPart, byte[]> part : letters.entrySet()) {
      String name = "emnist-letters-" + part.getKey().fileName().replace("t10k", "test");
      Files.write(folder.resolve(name), part.getValue());
    }
    assertThat(IdxFolder.load(folder, DataLayout.DEFAULT, 0).notice())
        .contains("; EMNIST's images lie on their side: --transpose turns them")
        .contains("; its labels start at 1, so classes below have no images: --first-label 1");
    LoadedDataset turned = IdxFolder.load(folder, new DataLayout(true, 1, List.of(), ""), 0);
    assertThat(turned.notice()).doesNotContain("--");
    assertThat(turned.dataset().shape()).isEqualTo(new ImageShape(5, 4, 3));
    assertThat(turned.dataset().test().labels()).containsExactly(1, 0);
    byte[] file = letters.get(IdxPart.TRAIN_IMAGES);
    assertThat(turned.dataset().train().pixels(0)[1]).isEqualTo(file[16 + 5]);
  }

  @Test
  void prefersTheRawOfTwoForms() throws IOException {
    IdxFixture.writeRaw(folder, parts);
    Files.write(folder.resolve(IdxPart.TEST_IMAGES.packedName()), new byte[] {1});
    assertThat(IdxFolder.load(folder, 0).test().count()).isEqualTo(2);
  }

  @Test
  void refusesMissingFolderAndFiles() throws IOException {
    refuses(FileNotFoundException.class, folder.resolve("no"), "must be a folder, found nothing");
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    refuses(FileNotFoundException.class, file, "must be a folder, found a file");
    IdxFixture.writeRaw(folder, parts);
    Files.delete(folder.resolve(IdxPart.TEST_LABELS.fileName()));
    refuses(FileNotFoundException.class, folder, "found no t10k-labels-idx1-ubyte; add what lacks");
  }

  @Test
  void refusesTwoDatasetsInOneFolder() throws IOException {
    IdxFixture.writeRaw(folder, parts);
    Files.write(folder.resolve("emnist-train-images-idx3-ubyte"), new byte[1]);
    refuses(InvalidDataException.class, folder, "must hold one dataset, found emnist-train");
  }

  @Test
  void refusesTestLabelBeyondTheTrainingLabels() throws IOException {
    parts.put(IdxPart.TEST_LABELS, IdxFixture.labels(1, 3));
    IdxFixture.writeRaw(folder, parts);
    refuses(InvalidDataException.class, folder, "labels must be 0 to 2", "found 3 for image 1");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws IOException {
    parts.put(IdxPart.TEST_IMAGES, IdxFixture.images(2, 5, 5));
    IdxFixture.writeRaw(folder, parts);
    refuses(InvalidDataException.class, folder, "as large as training images, 4x5, found 5x5");
  }

  @Test
  void checksTheSplitBeforeAnyFile() {
    assertThatThrownBy(() -> IdxFolder.load(folder.resolve("no"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("validation split must be at least 0 and below 1, found 1.0");
  }

  private static void refuses(Class<? extends IOException> type, Path folder, String... words) {
    assertThatThrownBy(() -> IdxFolder.load(folder, 0.2))
        .isInstanceOf(type)
        .hasMessageContainingAll(words);
  }
}
