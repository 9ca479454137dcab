package recipe4j.data;

import recipe4j.io.Count;

/**
 * Training, validation and test images, split as Keras splits: of n images in the training part the
 * first floor(n * (1 - f)) train and the rest validate, cut before any shuffle.
 *
 * @param info where the images come from
 * @param train images to learn from, at least one
 * @param validation images to watch the training with; empty if the fraction was 0
 * @param test images to judge the finished model with
 */
public record ImageDataset(
    DatasetInfo info, LabelledImages train, LabelledImages validation, LabelledImages test) {
  /** Validation split of the recipe. */
  public static final double DEFAULT_VALIDATION_SPLIT = 0.2;

  /**
   * Checks that the three sides fit together.
   *
   * @throws IllegalArgumentException if there is no training image or the shapes differ
   */
  public ImageDataset {
    if (train.count() == 0) {
      throw new IllegalArgumentException("a dataset needs at least one training image, found 0");
    }
    if (!train.shape().equals(validation.shape()) || !train.shape().equals(test.shape())) {
      throw new IllegalArgumentException(
          "training, validation and test images must have one shape, found %s, %s and %s"
              .formatted(train.shape(), validation.shape(), test.shape()));
    }
  }

  /**
   * Cuts the training part in two.
   *
   * @param info where the images come from
   * @param trainingPart all images that may be learned from
   * @param test images that may not
   * @param validationSplit f, from 0 (no validation) to below 1
   * @return the dataset
   * @throws IllegalArgumentException if f is out of range or a side would be empty
   */
  public static ImageDataset split(
      DatasetInfo info, LabelledImages trainingPart, LabelledImages test, double validationSplit) {
    checkValidationSplit(validationSplit);
    int n = trainingPart.count();
    // As keras/src/trainers/data_adapters/data_adapter_utils.py: train_validation_split
    int splitAt = (int) Math.floor(n * (1.0 - validationSplit));
    if (splitAt == 0 || (validationSplit > 0 && splitAt == n)) {
      throw new IllegalArgumentException(
          "validation split %s of %s leaves %s to train and %s to validate; each needs at least one"
              .formatted(validationSplit, Count.of(n, "image"), splitAt, n - splitAt));
    }
    return new ImageDataset(
        info, trainingPart.range(0, splitAt), trainingPart.range(splitAt, n), test);
  }

  /**
   * Returns the value if it is a validation split, so that it can be checked before any reading.
   */
  public static double checkValidationSplit(double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "validation split must be at least 0 and below 1, found " + value);
    }
    return value;
  }

  /** {@return size of every image and number of classes} */
  public ImageShape shape() {
    return train.shape();
  }
}
