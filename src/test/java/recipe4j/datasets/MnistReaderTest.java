package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.IdxFixture;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.idx.IdxPart;

class MnistReaderTest {
  @TempDir Path folder;

  /** DL4J's iterator takes any 10,000 images of 28x28 for MNIST's test part. */
  @Test
  void everyByteComesBackAsItIs() throws IOException {
    byte[] images = IdxFixture.images(10_000, 28, 28);
    int[] labels = new int[10_000];
    Arrays.setAll(labels, i -> (i * 7 + i / 10) % 10);
    Files.write(folder.resolve(IdxPart.TEST_IMAGES.fileName()), images);
    Files.write(folder.resolve(IdxPart.TEST_LABELS.fileName()), IdxFixture.labels(labels));

    LabelledImages read = MnistReader.test(folder);

    assertThat(read.labels()).isEqualTo(labels);
    for (int i = 0; i < labels.length; i++) {
      int from = 16 + i * 784;
      assertThat(Arrays.equals(read.pixels(i), Arrays.copyOfRange(images, from, from + 784)))
          .as("image %d", i)
          .isTrue();
    }
  }
}
