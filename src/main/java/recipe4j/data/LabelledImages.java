package recipe4j.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Grey images with one label each, kept as bytes and turned into numbers only when they are used: a
 * pixel v becomes exactly v/255 in float. Immutable; {@link #range} and {@link #first} share the
 * memory.
 */
public final class LabelledImages {
  private static final float[] UNIT = new float[256];

  static {
    for (int v = 0; v < UNIT.length; v++) {
      UNIT[v] = v / 255f;
    }
  }

  private final ImageShape shape;
  private final byte[] pixels;
  private final int[] labels;
  private final int first;
  private final int count;

  private LabelledImages(ImageShape shape, byte[] pixels, int[] labels, int first, int count) {
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
    this.first = first;
    this.count = count;
  }

  /**
   * Takes over both arrays without a copy; the caller must not change them afterwards.
   *
   * @param shape size of every image and number of classes
   * @param pixels all images, one after the other, row by row, 0 to 255 unsigned
   * @param labels one label per image, 0 to classes - 1
   * @return the images
   * @throws IllegalArgumentException if the lengths don't fit or a label is out of range
   */
  public static LabelledImages of(ImageShape shape, byte[] pixels, int[] labels) {
    Objects.requireNonNull(shape, "shape");
    if (pixels.length != (long) labels.length * shape.pixels()) {
      throw new IllegalArgumentException(
          "%s labels of %sx%s images need %s pixels, found %s"
              .formatted(
                  labels.length,
                  shape.height(),
                  shape.width(),
                  (long) labels.length * shape.pixels(),
                  pixels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= shape.classes()) {
        throw new IllegalArgumentException(
            "labels must be 0 to %s, found %s for image %s"
                .formatted(shape.classes() - 1, labels[i], i));
      }
    }
    return new LabelledImages(shape, pixels, labels, 0, labels.length);
  }

  /** {@return size of every image and number of classes} */
  public ImageShape shape() {
    return shape;
  }

  /** {@return number of images, 0 or more} */
  public int count() {
    return count;
  }

  /**
   * Label of one image.
   *
   * @param index 0 to count - 1
   * @return 0 to classes - 1
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int index) {
    return labels[first + Objects.checkIndex(index, count)];
  }

  /** {@return a copy of all labels, one per image} */
  public int[] labels() {
    return Arrays.copyOfRange(labels, first, first + count);
  }

  /**
   * Pixels of one image as they are stored.
   *
   * @param index 0 to count - 1
   * @return a copy, height times width bytes, row by row, 0 to 255 unsigned
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public byte[] pixels(int index) {
    int from = offset(index);
    return Arrays.copyOfRange(pixels, from, from + shape.pixels());
  }

  /**
   * Writes one image as numbers from 0 to 1.
   *
   * @param index 0 to count - 1
   * @param target takes height times width values, row by row
   * @param at where in {@code target} the first value goes
   * @throws IndexOutOfBoundsException if there is no such image or no room in {@code target}
   */
  public void copyPixels(int index, float[] target, int at) {
    int from = offset(index);
    int size = shape.pixels();
    Objects.checkFromIndexSize(at, size, target.length);
    for (int i = 0; i < size; i++) {
      target[at + i] = UNIT[pixels[from + i] & 0xFF];
    }
  }

  /**
   * {@return all images as one array: float [count, 1, height, width], 0 to 1}
   *
   * @throws IllegalStateException if there is no image
   */
  public INDArray features() {
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    return features(all);
  }

  /**
   * Some images as one array.
   *
   * @param indices which images, each 0 to count - 1, in the order wanted
   * @return float [indices, 1, height, width], 0 to 1
   * @throws IllegalStateException if {@code indices} is empty
   */
  public INDArray features(int... indices) {
    if (indices.length == 0) {
      throw new IllegalStateException("an array needs at least one image, found none");
    }
    INDArray features =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {indices.length, 1, shape.height(), shape.width()}, 'c');
    copyPixels(indices, features);
    return features;
  }

  /** Writes images over an array of theirs. */
  void copyPixels(int[] indices, INDArray target) {
    FloatBuffer values = target.data().asNioFloat();
    float[] image = new float[shape.pixels()];
    for (int index : indices) {
      copyPixels(index, image, 0);
      values.put(image);
    }
  }

  /**
   * Some labels, one-hot.
   *
   * @param indices which images, each 0 to count - 1, in the order wanted
   * @return float [indices, classes], a single 1 per row
   * @throws IllegalStateException if {@code indices} is empty
   */
  public INDArray oneHotLabels(int... indices) {
    if (indices.length == 0) {
      throw new IllegalStateException("an array needs at least one label, found none");
    }
    float[] values = new float[indices.length * shape.classes()];
    for (int i = 0; i < indices.length; i++) {
      values[i * shape.classes() + label(indices[i])] = 1f;
    }
    return Nd4j.createFromArray(values).reshape('c', indices.length, shape.classes());
  }

  /**
   * {@return a part of these images: a view, no copy}
   *
   * @param from first image, 0-based
   * @param to one past the last image
   * @throws IndexOutOfBoundsException if the range lies outside
   */
  public LabelledImages range(int from, int to) {
    Objects.checkFromToIndex(from, to, count);
    return new LabelledImages(shape, pixels, labels, first + from, to - from);
  }

  /** {@return the first n images, 0 or more, all of them if there are fewer: a view, no copy} */
  public LabelledImages first(int n) {
    return range(0, Math.min(n, count));
  }

  private int offset(int index) {
    return (first + Objects.checkIndex(index, count)) * shape.pixels();
  }
}
