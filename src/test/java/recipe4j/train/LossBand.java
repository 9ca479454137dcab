package recipe4j.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recipe4j.data.ImageDataset;
import recipe4j.data.MnistSample;
import recipe4j.model.KerasCnn;

/**
 * The band in which the recipe's loss moves on the bundled sample: per epoch the mean over eight
 * seeds, and four standard deviations to either side. Run main to record it anew.
 */
record LossBand(int epoch, double low, double high) {
  static final int EPOCHS = 6;
  private static final int SEEDS = 8;
  private static final String RESOURCE = "/recipe4j/train/sample-loss-band.csv";

  /** One run of the recipe on the sample. */
  static History run(long seed) throws IOException {
    ImageDataset sample = MnistSample.load(ImageDataset.DEFAULT_VALIDATION_SPLIT);
    return Training.of(KerasCnn.create(sample.shape(), seed))
        .epochs(EPOCHS)
        .batchSize(128)
        .seed(seed)
        .verbose(0)
        .fit(sample);
  }

  static List<LossBand> recorded() throws IOException {
    try (InputStream in = LossBand.class.getResourceAsStream(RESOURCE)) {
      List<LossBand> band = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (Character.isDigit(line.charAt(0))) {
          String[] cells = line.split(",", -1);
          band.add(
              new LossBand(
                  Integer.parseInt(cells[0]),
                  Double.parseDouble(cells[1]),
                  Double.parseDouble(cells[2])));
        }
      }
      return band;
    }
  }

  /** Records the band. */
  public static void main(String[] args) throws IOException {
    double[][] losses = new double[SEEDS][];
    for (int s = 0; s < SEEDS; s++) {
      losses[s] = run(101 + s).get("loss"); // not the seeds that the test uses
    }
    StringBuilder csv = new StringBuilder("# LossBand.main, seeds 101 to 108\nepoch,low,high\n");
    for (int e = 0; e < EPOCHS; e++) {
      double mean = 0;
      double squares = 0;
      for (double[] run : losses) {
        mean += run[e] / SEEDS;
      }
      for (double[] run : losses) {
        squares += (run[e] - mean) * (run[e] - mean) / (SEEDS - 1);
      }
      double spread = 4 * Math.sqrt(squares);
      csv.append(
          String.format(
              Locale.ROOT, "%d,%.4f,%.4f%n", e, Math.max(0, mean - spread), mean + spread));
    }
    Files.writeString(Path.of("src/test/resources" + RESOURCE), csv);
  }
}
