package recipe4j.keras;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of Keras files, told by the ending of their names. */
enum FileKind {
  /** A zip with a model. */
  KERAS,
  /** HDF5 with a model. */
  H5,
  /** HDF5 with the weights of a model. */
  WEIGHTS;

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

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
