package recipe4j.train;

import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Batches that report when each starts and the moments between two, and that end the epoch early
 * once the run was asked to stop: DL4J's {@code fit} offers no other place for either.
 */
final class StoppableBatches implements DataSetIterator {
  private static final long serialVersionUID = 1L;

  private final transient DataSetIterator batches;
  private final transient TrainingRun run;
  private final transient Runnable onBatchStart;
  private final transient Runnable betweenBatches;

  StoppableBatches(
      DataSetIterator batches, TrainingRun run, Runnable onBatchStart, Runnable betweenBatches) {
    this.batches = batches;
    this.run = run;
    this.onBatchStart = onBatchStart;
    this.betweenBatches = betweenBatches;
  }

  @Override
  public boolean hasNext() {
    betweenBatches.run();
    return run.stopReason().isEmpty() && batches.hasNext();
  }

  @Override
  public DataSet next() {
    onBatchStart.run();
    return batches.next();
  }

  @Override
  public DataSet next(int n) {
    onBatchStart.run();
    return batches.next(n);
  }

  /** DL4J resets an exhausted iterator before an epoch; the training chooses the epoch itself. */
  @Override
  public void reset() {}

  @Override
  public boolean resetSupported() {
    return false;
  }

  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int inputColumns() {
    return batches.inputColumns();
  }

  @Override
  public int totalOutcomes() {
    return batches.totalOutcomes();
  }

  @Override
  public int batch() {
    return batches.batch();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    batches.setPreProcessor(preProcessor);
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return batches.getPreProcessor();
  }

  @Override
  public List<String> getLabels() {
    return batches.getLabels();
  }
}
