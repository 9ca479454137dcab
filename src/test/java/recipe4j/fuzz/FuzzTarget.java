package recipe4j.fuzz;

import java.io.IOException;
import java.util.List;

/**
 * A parser that a fuzzer feeds. A new one needs a class like this beside the parser, and its name
 * in {@link FuzzTargets}.
 */
public interface FuzzTarget {
  /**
   * Parses, by way of {@link Fuzzed}.
   *
   * @param input anything
   * @return whether it was taken; false if it was refused in one clear line
   */
  boolean take(byte[] input);

  /** Honest inputs, small ones, to start from; every one is taken. */
  List<byte[]> seeds() throws IOException;

  /** Words of the format, which a fuzzer would not find by itself. */
  default List<String> words() {
    return List.of();
  }
}
