package recipe4j.datasets.idx;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.io.Count;

/** Images and their labels from two IDX files that fit together. */
public final class IdxPair implements Serializable {
  private static final long serialVersionUID = 1L;

  private final IdxArray images;
  private final IdxArray labels;

  /**
   * Joins two parsed files.
   *
   * @throws InvalidDataException if there are not as many labels as images
   */
  public IdxPair(IdxArray images, IdxArray labels) throws InvalidDataException {
    if (images.size(0) != labels.size(0)) {
      throw new InvalidDataException(
          "%s: there must be one label per image, found %s for the %s of %s; give two files that belong together"
              .formatted(
                  labels.name(),
                  Count.of(labels.size(0), "label"),
                  Count.of(images.size(0), "image"),
                  images.name()));
    }
    this.images = images;
    this.labels = labels;
  }

  static IdxPair read(Path images, Path labels) throws IOException {
    return new IdxPair(
        IdxArray.read(images, IdxPart.IMAGE_DIMENSIONS),
        IdxArray.read(labels, IdxPart.LABEL_DIMENSIONS));
  }

  /** The images: rows, height, width. */
  public IdxArray images() {
    return images;
  }

  /** The labels, one an image. */
  public IdxArray labels() {
    return labels;
  }

  int count() {
    return images.size(0);
  }

  int height() {
    return images.size(1);
  }

  int width() {
    return images.size(2);
  }

  int label(int index) {
    return labels.values()[index] & 0xFF;
  }

  /** One image as floats, 0 to 255. */
  float[] image(int index) {
    int size = height() * width();
    float[] image = new float[size];
    for (int i = 0; i < size; i++) {
      image[i] = images.values()[index * size + i] & 0xFF;
    }
    return image;
  }

  /** As many classes as the highest label needs. */
  int classes() {
    int highest = 0;
    for (int i = 0; i < count(); i++) {
      highest = Math.max(highest, label(i));
    }
    return highest + 1;
  }

  /**
   * Checks that every label stands for a class.
   *
   * @throws InvalidDataException if one does not
   */
  void checkLabels(int classes) throws InvalidDataException {
    for (int i = 0; i < count(); i++) {
      if (label(i) >= classes) {
        throw new InvalidDataException(
            "%s: labels must be 0 to %s, as in the training part, found %s for image %s; correct the file"
                .formatted(labels.name(), classes - 1, label(i), i));
      }
    }
  }

  /** The same images, the pixels not copied. */
  public LabelledImages toImages(int classes) throws InvalidDataException {
    checkLabels(classes);
    int[] numbers = new int[count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = label(i);
    }
    return LabelledImages.of(new ImageShape(height(), width(), classes), images.values(), numbers);
  }

  /**
   * A dataset from a training and a test part.
   *
   * @throws InvalidDataException if the sizes of the images differ or a test label stands for no
   *     class of the training part
   */
  public static ImageDataset join(
      DatasetInfo info, IdxPair train, IdxPair test, double validationSplit)
      throws InvalidDataException {
    if (train.height() != test.height() || train.width() != test.width()) {
      throw new InvalidDataException(
          "%s: test images must be as large as training images, %sx%s, found %sx%s; give files that belong together"
              .formatted(
                  test.images.name(), train.height(), train.width(), test.height(), test.width()));
    }
    int classes = train.classes();
    return ImageDataset.split(
        info, train.toImages(classes), test.toImages(classes), validationSplit);
  }
}
