package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.BarPictures;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.image.InvalidImageException;
import recipe4j.image.Preparation;

class ImageFolderTest {
  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() {
    folder = parent.resolve("shapes");
  }

  @Test
  void everySideHasItsShareOfEveryClass() throws IOException {
    BarPictures.write(folder, 20);
    ImageDataset dataset = load(0.25);
    assertThat(dataset.shape()).isEqualTo(new ImageShape(28, 28, 3));
    assertThat(dataset.info().name()).isEqualTo("shapes");
    assertThat(dataset.info().classes()).containsExactly("left", "middle", "right");
    assertThat(counts(dataset.train())).containsExactly(12, 12, 12);
    assertThat(counts(dataset.validation())).containsExactly(4, 4, 4);
    assertThat(counts(dataset.test())).containsExactly(4, 4, 4);
  }

  @Test
  void labelsFollowThePictures() throws IOException {
    BarPictures.write(folder, 8);
    ImageDataset dataset = load(0);
    for (LabelledImages side : new LabelledImages[] {dataset.train(), dataset.test()}) {
      for (int i = 0; i < side.count(); i++) {
        assertThat(BarPictures.brightest(side.pixels(i), 28)).isEqualTo(side.label(i));
      }
    }
  }

  @Test
  void theSamePicturesFallOnTheSameSides() throws IOException {
    BarPictures.write(folder, 10);
    ImageDataset first = load(0.2);
    ImageDataset second = load(0.2);
    assertThat(second.info()).isEqualTo(first.info());
    for (int i = 0; i < first.test().count(); i++) {
      assertThat(second.test().pixels(i)).isEqualTo(first.test().pixels(i));
    }
    Files.copy(folder.resolve("left/0.png"), folder.resolve("left/new.png"));
    assertThat(load(0.2).info().sha256()).isNotEqualTo(first.info().sha256());
  }

  @Test
  void trainAndTestMayBeGiven() throws IOException {
    BarPictures.write(folder.resolve("train"), 5);
    BarPictures.write(folder.resolve("test"), 2);
    ImageDataset dataset = load(0);
    assertThat(counts(dataset.train())).containsExactly(5, 5, 5);
    assertThat(counts(dataset.test())).containsExactly(2, 2, 2);
    BarPictures.delete(folder.resolve("test/left"));
    assertThat(counts(load(0).test())).as("numbered as in the training").containsExactly(0, 2, 2);
    Files.move(folder.resolve("test/middle"), folder.resolve("test/centre"));
    refused(
        "test: every class of the test must be one of the training, found centre; add it to "
            + folder.resolve("train"));
    Files.createDirectory(folder.resolve("val"));
    refused("a folder with train and test must hold no other folder, found test, train, val");
  }

  @Test
  void whatAPersonDoesNotSeeIsPassedOver() throws IOException {
    BarPictures.write(folder, 3);
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve("left/.DS_Store"), "x");
    Files.writeString(folder.resolve("left/Thumbs.db"), "x");
    Files.writeString(folder.resolve("README.txt"), "pictures");
    assertThat(load(0).info().classes()).containsExactly("left", "middle", "right");
  }

  @Test
  void foldersThatAreNoDataset() throws IOException {
    assertThatThrownBy(() -> load(0)).isInstanceOf(FileNotFoundException.class);
    Files.createDirectory(folder);
    refused("a folder of pictures must hold at least 2 class folders, found none");
    BarPictures.write(folder, 4);
    Files.createDirectory(folder.resolve("empty"));
    refused(folder.resolve("empty") + ": a class folder must hold pictures, found none");
    Files.delete(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("left/inner"));
    refused("a class folder must hold pictures only, found the folder inner; move it away");
    Files.delete(folder.resolve("left/inner"));
    BarPictures.delete(folder.resolve("left"));
    BarPictures.delete(folder.resolve("right"));
    refused("at least 2 class folders, found only middle; make one per class");
  }

  @Test
  void oneBadPictureIsNamed() throws IOException {
    BarPictures.write(folder, 4);
    Path bad = Files.writeString(folder.resolve("middle/note.txt"), "hello");
    assertThatThrownBy(() -> load(0))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith(bad + ": a picture must be PNG, JPEG, BMP or GIF");
  }

  @Test
  void aClassOfOnePicture() throws IOException {
    BarPictures.write(folder, 1);
    refused("a class must have at least 2 pictures, one to learn and one to test, found 1");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> load(0))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message);
  }

  private ImageDataset load(double validationSplit) throws IOException {
    return ImageFolder.load(folder, 28, Preparation.SCALE, validationSplit);
  }

  private static int[] counts(LabelledImages images) {
    int[] counts = new int[3];
    Arrays.stream(images.labels()).forEach(label -> counts[label]++);
    return counts;
  }
}
