package recipe4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images as DL4J batches, features [n, 1, height, width] and one-hot labels [n, classes]. The last
 * batch holds what is left over, as in Keras.
 *
 * <p>In order, or shuffled: the order is a function of (seed, epoch), so a run can be resumed at
 * any epoch. {@link #reset} moves to the next epoch once the current one has begun; {@link
 * #startEpoch} picks one.
 */
public final class ImageBatches implements DataSetIterator {
  private static final long serialVersionUID = 1L;

  /** On two processors Java's common pool would start a thread for every batch. */
  private static final ExecutorService LOADER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "recipe4j-batches");
            thread.setDaemon(true);
            return thread;
          });

  private final transient LabelledImages images;
  private final int batchSize;
  private final Shuffle shuffle;
  private final long seed;
  private int epoch;
  private int[] order = {};
  private int position;
  private @Nullable DataSetPreProcessor preProcessor;
  private boolean ahead;
  private float @Nullable [] weights;
  private transient @Nullable CompletableFuture<DataSet> prepared;
  private transient @Nullable INDArray spare;
  private transient @Nullable INDArray lent;

  private ImageBatches(LabelledImages images, int batchSize, Shuffle shuffle, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, found " + batchSize);
    }
    this.images = images;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
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
    return new ImageBatches(images, batchSize, Shuffle.NEVER, 0);
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
    return of(images, batchSize, Shuffle.EVERY_EPOCH, seed);
  }

  /**
   * Batches in the order that is asked for.
   *
   * @param images what to iterate over
   * @param batchSize images per batch, at least 1
   * @param shuffle when there is a new order
   * @param seed any number
   * @return the iterator, at epoch 0
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public static ImageBatches of(LabelledImages images, int batchSize, Shuffle shuffle, long seed) {
    return new ImageBatches(images, batchSize, shuffle, seed);
  }

  /**
   * From now on a batch is made ready while the one before is in use, and overwrites the features
   * of the one before that: asking the system for fresh memory takes longer than filling it. For a
   * loop that keeps no batch beyond the next call of {@link #next()}.
   *
   * @return this
   */
  public ImageBatches preparingAhead() {
    ahead = true;
    return this;
  }

  /**
   * From now on a batch has the weights of its images, as the mask of its labels, [n, 1].
   *
   * @param perImage in the images' own order; null for none
   * @return this
   * @throws IllegalArgumentException if they are not as many as the images
   */
  public ImageBatches weighted(float @Nullable [] perImage) {
    if (perImage != null && perImage.length != images.count()) {
      throw new IllegalArgumentException(
          "there must be %s weights, one for each image, found %s"
              .formatted(images.count(), perImage.length));
    }
    weights = perImage == null ? null : perImage.clone();
    return this;
  }

  /**
   * Goes to the first batch of an epoch.
   *
   * @param newEpoch 0-based
   * @throws IllegalArgumentException if it is negative
   */
  public void startEpoch(int newEpoch) {
    startEpoch(newEpoch, 0);
  }

  /**
   * Goes to a batch within an epoch, as when a training is resumed.
   *
   * @param newEpoch 0-based
   * @param skipped images that come before; if it is all of them, there is no batch
   * @throws IllegalArgumentException if a number is negative, or there are fewer images
   */
  public void startEpoch(int newEpoch, long skipped) {
    if (newEpoch < 0) {
      throw new IllegalArgumentException("epoch must be 0 or more, found " + newEpoch);
    }
    if (skipped < 0 || skipped > images.count()) {
      throw new IllegalArgumentException(
          "images to skip must be 0 to %s, found %s".formatted(images.count(), skipped));
    }
    if (order.length != images.count() || newEpoch != epoch) {
      order = shuffle.order(images.count(), seed, newEpoch);
    }
    epoch = newEpoch;
    position = (int) skipped;
    if (prepared != null) {
      prepared.join(); // it may still be filling memory
      prepared = null;
    }
  }

  /** {@return batches of a whole epoch, the partial one included} */
  public int batchesPerEpoch() {
    return Math.max(0, images.count() - 1) / batchSize + (images.count() > 0 ? 1 : 0);
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
    int to = position + Math.min(order.length - position, n);
    DataSet batch = take(to - position);
    position = to;
    if (ahead && hasNext()) {
      int[] indices = Arrays.copyOfRange(order, to, to + Math.min(order.length - to, batchSize));
      prepared = CompletableFuture.supplyAsync(() -> load(indices), LOADER);
    }
    if (preProcessor != null) {
      preProcessor.preProcess(batch);
    }
    return batch;
  }

  private DataSet take(int size) {
    DataSet waiting = prepared == null ? null : prepared.join();
    prepared = null;
    if (waiting != null && waiting.numExamples() == size) {
      return waiting;
    }
    return load(Arrays.copyOfRange(order, position, position + size));
  }

  /** Fills the features that were lent out before the last ones, if they are of that size. */
  private DataSet load(int... indices) {
    INDArray features = spare;
    if (features != null && features.size(0) == indices.length) {
      images.copyPixels(indices, features);
    } else {
      features = images.features(indices);
    }
    if (ahead) {
      spare = lent;
      lent = features;
    }
    return new DataSet(features, images.oneHotLabels(indices), null, mask(indices));
  }

  private @Nullable INDArray mask(int... indices) {
    float[] all = weights;
    if (all == null) {
      return null;
    }
    INDArray mask = Nd4j.create(indices.length, 1);
    for (int i = 0; i < indices.length; i++) {
      mask.putScalar(i, all[indices[i]]);
    }
    return mask;
  }

  @Override
  public void reset() {
    startEpoch(position == 0 ? epoch : epoch + 1);
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** False: see {@link #preparingAhead}, which copies nothing. */
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
  public @Nullable DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }

  @Override
  public List<String> getLabels() {
    return IntStream.range(0, images.shape().classes()).mapToObj(Integer::toString).toList();
  }
}
