package recipe4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.MnistSample;
import recipe4j.listener.LambdaListener;
import recipe4j.model.KerasCnn;

/** Trains many short epochs and prints how much memory is in use after each, in bytes. */
public final class MeasuredEpochs {
  /** Images per batch. */
  static final int BATCH = 128;

  private MeasuredEpochs() {}

  /**
   * Prints a line for each epoch: the resident size of the process, and the Java objects alive.
   *
   * @param arguments the number of epochs, and how many batches are leaked in each
   * @throws IOException if the bundled digits can't be read
   */
  public static void main(String... arguments) throws IOException {
    int leaks = Integer.parseInt(arguments[1]);
    ImageDataset sample = MnistSample.load(ImageDataset.DEFAULT_VALIDATION_SPLIT);
    LabelledImages train = sample.train().first(2 * BATCH);
    List<INDArray> leaked = new ArrayList<>();
    int[] batch = new int[BATCH];
    MultiLayerNetwork net = KerasCnn.create(sample.shape(), 1);
    Training training =
        Training.of(net)
            .epochs(Integer.parseInt(arguments[0]))
            .batchSize(BATCH)
            .verbose(0)
            .listeners(
                LambdaListener.builder()
                    .onEpochEnd(
                        (logs, run) -> {
                          for (int i = 0; i < leaks; i++) {
                            leaked.add(train.features(batch));
                          }
                          print();
                        })
                    .build());
    try {
      training.fit(
          new ImageDataset(
              sample.info(), train, sample.validation().first(BATCH), sample.test().first(1)));
    } finally {
      Reference.reachabilityFence(leaked);
    }
  }

  private static void print() {
    System.gc();
    Runtime java = Runtime.getRuntime();
    System.out.println(resident() + " " + (java.totalMemory() - java.freeMemory()));
  }

  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
