package recipe4j.keras.hdf5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of an HDF5 file that is to be written: attributes, datasets and groups in it. */
public final class Hdf5Group {
  /** One string, or a list of them. */
  record Text(boolean scalar, List<String> values) {}

  private final Map<String, Hdf5Group> groups = new LinkedHashMap<>();
  private final Map<String, Hdf5Dataset> datasets = new LinkedHashMap<>();
  private final Map<String, Text> attributes = new LinkedHashMap<>();

  /** The group at a path below this one, made where it is missing. */
  public Hdf5Group group(String path) {
    Hdf5Group group = this;
    for (String name : path.split("/", -1)) {
      group = group.groups.computeIfAbsent(name, n -> new Hdf5Group());
    }
    return group;
  }

  /** Puts 32-bit floats at a path below this group. */
  public void put(String path, long[] shape, float[] values) {
    parent(path).datasets.put(name(path), Hdf5Dataset.of(shape, values));
  }

  /** Puts one 32-bit float. */
  public void put(String path, float value) {
    put(path, new long[0], new float[] {value});
  }

  /** Puts one 64-bit integer. */
  public void put(String path, long value) {
    parent(path).datasets.put(name(path), Hdf5Dataset.of(value));
  }

  /** Sets an attribute of one text. */
  public void attribute(String name, String value) {
    attributes.put(name, new Text(true, List.of(value)));
  }

  /** Sets an attribute that is a list of texts. */
  public void attribute(String name, List<String> values) {
    attributes.put(name, new Text(false, List.copyOf(values)));
  }

  Map<String, Hdf5Group> groups() {
    return groups;
  }

  Map<String, Hdf5Dataset> datasets() {
    return datasets;
  }

  Map<String, Text> attributes() {
    return attributes;
  }

  private Hdf5Group parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? this : group(path.substring(0, slash));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
