package recipe4j.datasets.array;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import recipe4j.data.InvalidDataException;

/** Numbers, or words, of one array in a file, the last index the fastest. */
public final class NumberArray {
  private final String name;
  private final int[] shape;
  private final IntToDoubleFunction numbers;
  private final @Nullable IntFunction<String> words;
  private final String sha256;

  private NumberArray(
      String name,
      int[] shape,
      IntToDoubleFunction numbers,
      @Nullable IntFunction<String> words,
      String sha256) {
    this.name = name;
    this.shape = shape;
    this.numbers = numbers;
    this.words = words;
    this.sha256 = sha256;
  }

  /** An array of numbers. */
  static NumberArray of(String name, int[] shape, IntToDoubleFunction numbers, String sha256) {
    return new NumberArray(name, shape, numbers, null, sha256);
  }

  /** An array of words. */
  static NumberArray ofWords(String name, int[] shape, IntFunction<String> words, String sha256) {
    return new NumberArray(name, shape, index -> Double.NaN, words, sha256);
  }

  /**
   * Unsigned bytes.
   *
   * @param name for messages
   * @param shape its product is the number of bytes
   * @param bytes not to be changed
   * @param sha256 of the file
   */
  public static NumberArray ofBytes(String name, int[] shape, byte[] bytes, String sha256) {
    return of(name, shape, index -> bytes[index] & 0xFF, sha256);
  }

  /** The file, and the array in it, for messages. */
  String name() {
    return name;
  }

  /** {@return a copy of the dimensions} */
  public int[] shape() {
    return shape.clone();
  }

  /** The dimensions for messages, such as 60000x28x28. */
  String dimensions() {
    return shape.length == 0
        ? "one number"
        : Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }

  /** How many numbers or words there are. */
  int count() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The number with an index; NaN in an array of words. */
  double at(int index) {
    return numbers.applyAsDouble(index);
  }

  boolean isWords() {
    return words != null;
  }

  /** The word with an index. */
  String word(int index) {
    if (words == null) {
      throw new IllegalStateException("an array must hold words, found numbers in " + name);
    }
    return words.apply(index);
  }

  /**
   * The numbers as unsigned bytes.
   *
   * @throws InvalidDataException if one is not whole, or not 0 to 255
   */
  public byte[] bytes() throws InvalidDataException {
    byte[] bytes = new byte[count()];
    for (int i = 0; i < bytes.length; i++) {
      double value = at(i);
      if (!(value >= 0 && value <= 255) || value != Math.rint(value)) {
        throw NpyArray.invalid(
            name, "values must be 0 to 255, whole numbers", "another one at index " + i);
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  /** {@return SHA-256 of the file's values, with their types and dimensions, in hexadecimal} */
  public String sha256() {
    return sha256;
  }
}
