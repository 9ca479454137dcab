package recipe4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Images as DL4J batches, features [n, 1, height, width] and one-hot labels [n, classes]. The last
 * batch holds what is left over, as in Keras.
 *
 * <p>In order, or shuffled anew for every epoch: the order is a function of (seed, epoch), so a run
 * can be resumed at any epoch. {@link #reset} goes on to the next epoch once the current one has
 * begun; {@link #startEpoch} picks one.
 */
public final class ImageBatches implements DataSetIterator {
  private static final long serialVersionUID = 1L;

  private final transient LabelledImages images;
  private final int batchSize;
  private final boolean shuffled;
  private final long seed;
  private int epoch;
  private int[] order;
  private int position;
  private DataSetPreProcessor preProcessor;
  private transient INDArray reused;
  private boolean reusing;

  private ImageBatches(LabelledImages images, int batchSize, boolean shuffled, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, found " + batchSize);
    }
    this.images = images;
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
    startEpoch(0);
  }

  /**
   * Batches in the images' own order, the same every epoch.
   *
   * @param images what to iterate over
   * @param batchSize images per batch, at least 1
   * @return the iterator
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public static ImageBatches inOrder(LabelledImages images, int batchSize) {
    return new ImageBatches(images, batchSize, false, 0);
  }

  /**
   * Batches in a new order every epoch.
   *
   * @param images what to iterate over
   * @param batchSize images per batch, at least 1
   * @param seed any number
   * @return the iterator, at epoch 0
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public static ImageBatches shuffled(LabelledImages images, int batchSize, long seed) {
    return new ImageBatches(images, batchSize, true, seed);
  }

  /**
   * From now on every batch of full size overwrites the features of the one before. Asking the
   * system for fresh memory takes longer than filling it; for a loop that keeps no batch.
   *
   * @return this
   */
  public ImageBatches reusingMemory() {
    reusing = true;
    return this;
  }

  /**
   * Goes to the first batch of an epoch.
   *
   * @param newEpoch 0-based
   * @throws IllegalArgumentException if it is negative
   */
  public void startEpoch(int newEpoch) {
    if (newEpoch < 0) {
      throw new IllegalArgumentException("epoch must be 0 or more, found " + newEpoch);
    }
    if (order == null || (shuffled && newEpoch != epoch)) {
      order =
          shuffled
              ? EpochOrder.of(images.count(), seed, newEpoch)
              : IntStream.range(0, images.count()).toArray();
    }
    epoch = newEpoch;
    position = 0;
  }

  /**
   * Batches of a whole epoch.
   *
   * @return the count, the partial one included
   */
  public int batchesPerEpoch() {
    return (images.count() + batchSize - 1) / batchSize;
  }

  @Override
  public boolean hasNext() {
    return position < order.length;
  }

  @Override
  public DataSet next() {
    return next(batchSize);
  }

  @Override
  public DataSet next(int n) {
    if (!hasNext()) {
      throw new NoSuchElementException("epoch " + epoch + " has no further batch; call reset()");
    }
    int to = Math.min(order.length, position + n);
    int[] indices = Arrays.copyOfRange(order, position, to);
    position = to;
    DataSet batch = new DataSet(features(indices), images.oneHotLabels(indices));
    if (preProcessor != null) {
      preProcessor.preProcess(batch);
    }
    return batch;
  }

  private INDArray features(int[] indices) {
    if (reused != null && reused.size(0) == indices.length) {
      images.copyPixels(indices, reused);
      return reused;
    }
    INDArray features = images.features(indices);
    if (reusing && indices.length == batchSize) {
      reused = features;
    }
    return features;
  }

  @Override
  public void reset() {
    startEpoch(position == 0 ? epoch : epoch + 1);
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** False: a batch is ready in less time than it takes to hand it to another thread. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    return batchSize;
  }

  @Override
  public int inputColumns() {
    return images.shape().pixels();
  }

  @Override
  public int totalOutcomes() {
    return images.shape().classes();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor newPreProcessor) {
    this.preProcessor = newPreProcessor;
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }

  @Override
  public List<String> getLabels() {
    return IntStream.range(0, images.shape().classes()).mapToObj(Integer::toString).toList();
  }
}
