package recipe4j.datasets.array;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.io.UntrustedText;

/** A dataset of the arrays that a user has saved with NumPy. */
public final class NumpyDataset {
  private static final List<ArrayRole> ORDER = List.of(ArrayRole.values());

  private NumpyDataset() {}

  /**
   * Reads the arrays.
   *
   * @param place an archive (.npz), or a folder with arrays (.npy)
   * @param layout which arrays, and how images and labels lie in them
   * @param validationSplit from 0 to below 1
   * @return the dataset
   * @throws InvalidDataException if there are not the arrays that it takes, or one breaks a rule
   * @throws IOException if a file can't be read
   */
  public static LoadedDataset load(Path place, DataLayout layout, double validationSplit)
      throws IOException {
    ImageDataset.checkValidationSplit(validationSplit);
    Map<String, NumpyFiles.Opener> arrays = NumpyFiles.list(place);
    List<String> notes = new ArrayList<>();
    Map<ArrayRole, String> roles =
        layout.keys().isEmpty() ? told(place, arrays, notes) : given(place, arrays, layout.keys());
    Map<String, String> sums = new LinkedHashMap<>();
    NumberArray images = read(roles.get(ArrayRole.IMAGES), arrays, sums);
    NumberArray labels = read(roles.get(ArrayRole.LABELS), arrays, sums);
    if (images == null || labels == null) {
      throw new InvalidDataException(
          "%s: there must be an array of images and one of labels, such as x_train and y_train, found %s; name them with --keys"
              .formatted(place, names(arrays)));
    }
    return new ArrayDataset(
            images,
            labels,
            read(roles.get(ArrayRole.TEST_IMAGES), arrays, sums),
            read(roles.get(ArrayRole.TEST_LABELS), arrays, sums))
        .join(DatasetChoice.NUMPY, place, sums, layout, validationSplit, notes);
  }

  private static @Nullable NumberArray read(
      @Nullable String name, Map<String, NumpyFiles.Opener> arrays, Map<String, String> sums)
      throws IOException {
    NumpyFiles.Opener opener = name == null ? null : arrays.get(name);
    if (opener == null) {
      return null;
    }
    NumberArray array = opener.read();
    sums.put(UntrustedText.line(name), array.sha256());
    return array;
  }

  /** The roles that the arrays' own names tell. */
  private static Map<ArrayRole, String> told(
      Path place, Map<String, NumpyFiles.Opener> arrays, List<String> notes)
      throws InvalidDataException {
    Map<ArrayRole, String> roles = new EnumMap<>(ArrayRole.class);
    List<String> others = new ArrayList<>();
    for (String name : arrays.keySet()) {
      ArrayRole role = ArrayRole.of(name).orElse(null);
      if (role == null) {
        others.add(name);
        continue;
      }
      String before = roles.put(role, name);
      if (before != null) {
        throw new InvalidDataException(
            "%s: it must be clear which arrays are meant, found %s and %s; name them with --keys"
                .formatted(place, UntrustedText.brief(before), UntrustedText.brief(name)));
      }
    }
    ArrayRole half =
        roles.containsKey(ArrayRole.TEST_LABELS) ? ArrayRole.TEST_LABELS : ArrayRole.TEST_IMAGES;
    if (roles.containsKey(ArrayRole.TEST_IMAGES) != roles.containsKey(ArrayRole.TEST_LABELS)) {
      others.add(String.valueOf(roles.remove(half)));
    }
    if (!others.isEmpty()) {
      notes.add(UntrustedText.brief(String.join(", ", others)) + " left out");
    }
    return roles;
  }

  private static Map<ArrayRole, String> given(
      Path place, Map<String, NumpyFiles.Opener> arrays, List<String> keys)
      throws InvalidDataException {
    Map<ArrayRole, String> roles = new EnumMap<>(ArrayRole.class);
    for (String given : keys) {
      String key = given.replaceFirst("\\.npy$", "");
      if (!arrays.containsKey(key)) {
        throw new InvalidDataException(
            "%s: there must be an array %s, found %s; correct --keys"
                .formatted(place, UntrustedText.brief(key), names(arrays)));
      }
      roles.put(ORDER.get(roles.size()), key);
    }
    return roles;
  }

  private static String names(Map<String, NumpyFiles.Opener> arrays) {
    return arrays.isEmpty()
        ? "no array of NumPy"
        : UntrustedText.brief(String.join(", ", arrays.keySet()));
  }
}
