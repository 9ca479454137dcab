package recipe4j.bench;

/**
 * One line of the driver: what to do, and on what. What a command doesn't use is 0 or null.
 *
 * @param command "epoch", "predict", "single" or "kernels"
 * @param size height and width of the images, a multiple of 28
 * @param filters how many times the recipe's filters and dense units
 * @param batch images per step
 * @param train images to train on in an epoch, or to predict
 * @param validation images to validate with after it
 * @param calls how many single images to predict, or steps to profile
 * @param threads of the peer; 0 for its default
 */
public record Work(
    String command,
    int size,
    int filters,
    int batch,
    int train,
    int validation,
    int calls,
    int threads) {

  /** What is unknown as long as only the command changes. */
  Work setup() {
    return new Work(null, size, filters, batch, train, validation, 0, threads);
  }
}
