package recipe4j.data;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * When the training images are put into a new order. Keras's {@code fit(shuffle=True)} does either
 * of the first two, depending on whether a seed was set before.
 */
public enum Shuffle {
  /** A new order for every epoch, as Keras shuffles if no seed was set. */
  EVERY_EPOCH,

  /**
   * One random order for all epochs, as Keras shuffles after {@code keras.utils.set_random_seed}:
   * every epoch opens the data anew, and its shuffling then starts from the same seed again.
   */
  ONCE,

  /** Never: the images' own order, Keras's {@code shuffle=False}. */
  NEVER;

  /**
   * {@return the order of an epoch, a permutation of 0 to count - 1: a function of the arguments,
   * so that a training can be continued}
   *
   * @param count number of images
   * @param seed any number
   * @param epoch 0-based
   */
  int[] order(int count, long seed, int epoch) {
    return switch (this) {
      case EVERY_EPOCH -> EpochOrder.of(count, seed, epoch);
      case ONCE -> EpochOrder.of(count, seed, 0);
      case NEVER -> IntStream.range(0, count).toArray();
    };
  }

  /** The name in lower case with hyphens, such as every-epoch. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
