package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.MnistSample;
import recipe4j.datasets.pictures.PictureFiles;
import recipe4j.datasets.pictures.UserPictures;
import recipe4j.model.KerasCnn;
import recipe4j.model.Predictor;
import recipe4j.train.Training;
import recipe4j.uncertainty.Logits;

/** Pictures like photographs are recognised by a model that has seen only the bundled digits. */
class RecognitionTest {
  private static final String[] FORMATS = {"png", "jpg", "bmp"};
  private static final int EPOCHS = 6;
  private static final int MORE_SETS = 4;

  @TempDir private static Path folder;
  private static MultiLayerNetwork net;

  @BeforeAll
  static void train() throws IOException {
    ImageDataset digits = MnistSample.load(0);
    net = KerasCnn.create(digits.shape(), 1);
    Training.of(net).epochs(EPOCHS).batchSize(64).verbose(0).fit(digits);
  }

  @Test
  void nineOfTenAreRight() throws IOException {
    assertThat(right(0)).isGreaterThanOrEqualTo(9);
  }

  /** No luck of one set: other sizes, papers, pens and turns. */
  @Test
  void nineOfTenAreRightOnTheAverage() throws IOException {
    int right = 0;
    for (int seed = 1; seed <= MORE_SETS; seed++) {
      right += right(seed);
    }
    assertThat(right).isGreaterThanOrEqualTo(9 * MORE_SETS);
  }

  private static int right(long seed) throws IOException {
    List<Path> files =
        Arrays.stream(DrawnDigits.ten(seed))
            .map(
                drawing -> {
                  String format = FORMATS[(int) ((drawing.digit() + seed) % FORMATS.length)];
                  Path file = folder.resolve(drawing.digit() + "." + format);
                  try {
                    return WrittenPictures.write(file, drawing.picture());
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();
    UserPictures own = PictureFiles.read(files, MnistSample.load(0).shape(), 1, Preparation.MNIST);
    Logits logits = Predictor.of(net).logits(own.images());
    int[] predicted = IntStream.range(0, 10).map(logits::argmax).toArray();
    return (int) IntStream.range(0, 10).filter(i -> predicted[i] == i).count();
  }
}
