package recipe4j.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import recipe4j.io.RegularFile;

/** The kinds of Keras files, by the ending of their names. */
enum FileKind {
  /** A zip with a model. */
  KERAS,
  /** HDF5 with a model. */
  H5,
  /** HDF5 with the weights of a model. */
  WEIGHTS;

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /**
   * The kind of a file.
   *
   * @throws IllegalArgumentException if the name has another ending
   */
  static FileKind of(Path file) {
    String name = name(file);
    if (name.endsWith(".weights.h5")) {
      return WEIGHTS;
    }
    if (name.endsWith(".keras")) {
      return KERAS;
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
      return H5;
    }
    throw new IllegalArgumentException(
        "a Keras file must end in .keras, .h5 or .weights.h5, found %s; rename it".formatted(file));
  }

  /** Whether a name has one of the endings. */
  static boolean isKnown(Path file) {
    return name(file).matches(".*\\.(keras|h5|hdf5)");
  }

  /**
   * Whether a file to be read is a zip, whatever its name: TensorFlow 2.12 saved HDF5 as {@code
   * .keras}.
   *
   * @throws IOException if it can't be read, or is no regular file
   */
  static boolean isZip(Path file) throws IOException {
    byte[] start;
    try (InputStream in = RegularFile.open(file)) {
      start = in.readNBytes(HDF5.length);
    }
    boolean hdf5 = Arrays.equals(start, HDF5);
    boolean zip = start.length > 1 && start[0] == 'P' && start[1] == 'K';
    return zip
        || (!hdf5 && of(file) == KERAS); // of neither, the name says what it should have been
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
