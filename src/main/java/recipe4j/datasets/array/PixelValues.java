package recipe4j.datasets.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recipe4j.data.InvalidDataException;

/**
 * Grey images of one array as bytes. Pixels from 0 to 255 are taken as they are; where none is
 * above 1, they are 0 to 1, and become 0 to 255. What lies between two bytes is rounded, which is
 * said.
 *
 * @param name of the array, for messages
 * @param height rows
 * @param width columns
 * @param unit whether the array's pixels are 0 to 1
 * @param values all images, row by row, 0 to 255 unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PixelValues(String name, int height, int width, boolean unit, byte[] values) {
  private static final String SHAPES =
      "images must have the dimensions NxHxW, NxHxWx1, Nx1xHxW, or NxP with a square number P of pixels";

  /** Farther from a whole number than what float32 makes of k/255. */
  private static final double ROUNDED = 1e-3;

  /** The images to train with. */
  static PixelValues train(NumberArray array, boolean transposed, List<String> notes)
      throws InvalidDataException {
    double highest = 0;
    int count = checked(array).count();
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, array.at(i));
    }
    boolean unit = highest > 0 && highest <= 1;
    if (unit) {
      notes.add("its pixels run from 0 to 1");
    }
    return of(array, transposed, unit, notes);
  }

  /** Further images, in the range of those to train with. */
  PixelValues like(NumberArray array, boolean transposed) throws InvalidDataException {
    PixelValues found = of(checked(array), transposed, unit, new ArrayList<>());
    if (found.height != height || found.width != width) {
      throw new InvalidDataException(
          "%s: test images must be as large as training images, %sx%s, found %sx%s; give files that belong together"
              .formatted(array.name(), height, width, found.height, found.width));
    }
    return found;
  }

  private static NumberArray checked(NumberArray array) throws InvalidDataException {
    int[] shape = array.shape();
    if (array.isWords() || shape.length < 2 || shape.length > 4 || array.count() == 0) {
      throw refused(array, SHAPES, array.isWords() ? "words" : array.dimensions());
    }
    return array;
  }

  private static PixelValues of(
      NumberArray array, boolean transposed, boolean unit, List<String> notes)
      throws InvalidDataException {
    int[] size = size(array);
    int count = array.shape()[0];
    int pixels = size[0] * size[1];
    byte[] values = new byte[array.count()];
    double top = unit ? 1 : 255;
    long rounded = 0;
    for (int i = 0; i < values.length; i++) {
      double value = array.at(i);
      if (!(value >= 0 && value <= top)) { // NaN too
        throw new InvalidDataException(
            String.format(
                Locale.ROOT,
                "%s: pixels must be 0 to %s%s, found %s in image %s; undo what else was done to them",
                array.name(),
                unit ? "1" : "255",
                unit ? ", as in the training images" : ", or all 0 to 1",
                (float) value,
                i / pixels));
      }
      double scaled = unit ? value * 255 : value;
      double whole = Math.rint(scaled);
      rounded += Math.abs(scaled - whole) > ROUNDED ? 1 : 0;
      int image = i / pixels;
      int at = i % pixels;
      int target = transposed ? at % size[1] * size[0] + at / size[1] : at;
      values[image * pixels + target] = (byte) whole;
    }
    if (rounded > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%.1f%% of its pixels are rounded to a multiple of 1/255",
              100.0 * rounded / ((long) count * pixels)));
    }
    return new PixelValues(
        array.name(), size[transposed ? 1 : 0], size[transposed ? 0 : 1], unit, values);
  }

  /** Height and width in the file. */
  private static int[] size(NumberArray array) throws InvalidDataException {
    int[] shape = array.shape();
    if (shape.length == 3) {
      return new int[] {shape[1], shape[2]};
    }
    if (shape.length == 4 && shape[3] == 1) {
      return new int[] {shape[1], shape[2]};
    }
    if (shape.length == 4 && shape[1] == 1) {
      return new int[] {shape[2], shape[3]};
    }
    int side = (int) Math.round(Math.sqrt(shape[1]));
    if (shape.length == 2 && (long) side * side == shape[1]) {
      return new int[] {side, side};
    }
    boolean colours =
        shape.length == 4 && (shape[3] == 3 || shape[3] == 4 || shape[1] == 3 || shape[1] == 4);
    throw refused(
        array, SHAPES, array.dimensions() + (colours ? " (colours, which must become grey)" : ""));
  }

  private static InvalidDataException refused(NumberArray array, String rule, String found) {
    return new InvalidDataException(
        "%s: %s, found %s; reshape them".formatted(array.name(), rule, found));
  }

  /** How many images there are. */
  int count() {
    return values.length / (height * width);
  }
}
