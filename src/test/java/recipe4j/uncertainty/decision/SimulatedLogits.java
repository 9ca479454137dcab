package recipe4j.uncertainty.decision;

import java.util.Random;
import java.util.stream.IntStream;
import recipe4j.uncertainty.Logits;

/** Images of a classifier that is right about as often as it should be, without end. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SimulatedLogits(Logits logits, int[] labels) {
  /** Of some classes; the larger {@code signal}, the fewer are wrong. */
  static SimulatedLogits of(int images, int classes, double signal, Random random) {
    double[][] logits = new double[images][classes];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = Math.min(random.nextInt(classes), random.nextInt(classes));
      for (int c = 0; c < classes; c++) {
        logits[i][c] = random.nextGaussian() * 2 + (c == labels[i] ? signal : 0);
      }
    }
    return new SimulatedLogits(Logits.of(logits), labels);
  }

  SimulatedLogits part(int from, int to) {
    int[] rows = IntStream.range(from, to).toArray();
    return new SimulatedLogits(
        logits.select(rows), IntStream.of(rows).map(row -> labels[row]).toArray());
  }
}
