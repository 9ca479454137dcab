package recipe4j.datasets.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datavec.api.conf.Configuration;
import org.datavec.api.split.FileSplit;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import recipe4j.data.BarPictures;
import recipe4j.image.Preparation;

class PictureRecordReaderTest {
  @TempDir private Path folder;

  /** As DL4J's own programs use it, and no class of OpenCV is on the class path. */
  @Test
  void feedsDl4jWithoutOpenCv() throws IOException {
    assertThatThrownBy(() -> Class.forName("org.bytedeco.opencv.opencv_core.Mat"))
        .isInstanceOf(ClassNotFoundException.class);
    BarPictures.write(folder, 4);
    PictureRecordReader reader = new PictureRecordReader(24, 20, Preparation.SCALE);
    reader.initialize(new FileSplit(folder.toFile()));
    assertThat(reader.getLabels()).containsExactly("left", "middle", "right");
    RecordReaderDataSetIterator batches =
        new RecordReaderDataSetIterator.Builder(reader, 5)
            .classification(1, 3)
            .preProcessor(new ImagePreProcessingScaler())
            .build();
    int count = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      assertThat(batch.getFeatures().shape()[2]).isEqualTo(24);
      assertThat(batch.getFeatures().shape()[3]).isEqualTo(20);
      assertThat(batch.getFeatures().maxNumber().floatValue()).isBetween(0.5f, 1f);
      for (int i = 0; i < batch.numExamples(); i++) {
        float[] values = batch.getFeatures().slice(i).dup().data().asFloat();
        byte[] pixels = new byte[values.length];
        for (int p = 0; p < values.length; p++) {
          pixels[p] = (byte) Math.round(255 * values[p]);
        }
        int label = batch.getLabels().getRow(i).argMax().getInt(0);
        assertThat(BarPictures.brightest(pixels, 20)).isEqualTo(label);
      }
      count += batch.numExamples();
    }
    assertThat(count).isEqualTo(12);
    reader.reset();
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.next()).hasSize(2);
  }

  @Test
  void aConfigurationChangesNothing() throws IOException {
    BarPictures.write(folder, 1);
    PictureRecordReader reader = new PictureRecordReader(28, 28, Preparation.SCALE);
    reader.initialize(new Configuration(), new FileSplit(folder.toFile()));
    assertThat(reader.next()).hasSize(2);
    assertThatThrownBy(() -> reader.initialize(new FileSplit(folder.toFile()), null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("need OpenCV");
  }

  @Test
  void aBadPictureIsNamed() throws IOException {
    Path left = Files.createDirectories(folder.resolve("left"));
    Path bad = Files.writeString(left.resolve("bad.png"), "hello");
    PictureRecordReader reader = new PictureRecordReader(28, 28, Preparation.SCALE);
    reader.initialize(new FileSplit(folder.toFile()));
    assertThatThrownBy(reader::next)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(bad.toString());
  }
}
