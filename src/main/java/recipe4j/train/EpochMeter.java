package recipe4j.train;

/**
 * Running means of an epoch, weighted by batch size, as Keras keeps them
 * (keras/src/metrics/reduction_metrics.py: Mean with sample_weight).
 */
final class EpochMeter {
  private double lossSum;
  private long correct;
  private long images;

  EpochMeter() {}

  /** Resumes from sums. */
  EpochMeter(TrainingState.Meter sums) {
    lossSum = sums.lossSum();
    correct = sums.correct();
    images = sums.images();
  }

  TrainingState.Meter sums(double seconds) {
    return new TrainingState.Meter(lossSum, correct, images, seconds);
  }

  void add(double batchLoss, int batchCorrect, int batchSize) {
    lossSum += batchLoss * batchSize;
    correct += batchCorrect;
    images += batchSize;
  }

  /** NaN before the first batch. */
  double loss() {
    return lossSum / images;
  }

  /** NaN before the first batch. */
  double accuracy() {
    return (double) correct / images;
  }

  long images() {
    return images;
  }
}
