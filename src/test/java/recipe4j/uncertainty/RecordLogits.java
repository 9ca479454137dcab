package recipe4j.uncertainty;

import java.io.IOException;
import java.nio.file.Path;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.Mnist;
import recipe4j.io.AtomicFile;
import recipe4j.model.ModelFile;
import recipe4j.model.Predictor;

/** Records the logits of MNIST's test images, for uncertainty_fixtures.py. */
public final class RecordLogits {
  private RecordLogits() {}

  /**
   * Records.
   *
   * @param args a trained model; the file to write, real-logits.bin.gz
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] args) throws IOException {
    LabelledImages images = Mnist.load().test();
    Logits logits = Predictor.of(ModelFile.load(Path.of(args[0])).network()).logits(images);
    float[][] values = new float[logits.rows()][logits.classes()];
    for (int i = 0; i < values.length; i++) {
      for (int c = 0; c < values[i].length; c++) {
        values[i][c] = (float) logits.get(i, c);
      }
    }
    AtomicFile.write(Path.of(args[1]), new RecordedLogits(values, images.labels()).bytes());
  }
}
