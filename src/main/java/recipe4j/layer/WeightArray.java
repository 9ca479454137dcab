package recipe4j.layer;

import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers that a layer keeps.
 *
 * @param name Keras's, such as {@code gamma}
 * @param shape channels first
 * @param initial every value of it at the start
 * @param trainable whether an optimizer changes it
 */
public record WeightArray(String name, List<Long> shape, double initial, boolean trainable) {
  /** Keeps a copy of the sizes. */
  public WeightArray {
    shape = List.copyOf(shape);
  }

  /** One of a single axis. */
  static WeightArray row(String name, long size, double initial, boolean trainable) {
    return new WeightArray(name, List.of(size), initial, trainable);
  }

  /** {@return DL4J's name, without the underscores that it looks for in names} */
  public String key() {
    return name.replace("_", "");
  }

  /** {@return the number of values} */
  public long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** {@return the sizes for ND4J} */
  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** {@return its initial values} */
  float[] values() {
    float[] values = new float[Math.toIntExact(length())];
    Arrays.fill(values, (float) initial);
    return values;
  }
}
