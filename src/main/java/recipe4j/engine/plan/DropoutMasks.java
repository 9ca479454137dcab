package recipe4j.engine.plan;

/** Source of dropout masks. */
@FunctionalInterface
public interface DropoutMasks {
  /**
   * Writes the mask of one example: 0 where a value is dropped, 1 / retain where it is kept.
   *
   * @param layer DL4J's index
   * @param retain the probability of keeping a value
   * @param iteration 0-based
   * @param example row in the batch
   * @param mask receives the values
   * @param from first index
   * @param length how many
   */
  void fill(
      int layer, double retain, int iteration, int example, float[] mask, int from, int length);

  /**
   * A number for other random choices of one example, drawn as a mask of 48 values is.
   *
   * @param layer DL4J's index
   * @param iteration 0-based
   * @param example row in the batch
   * @return one of 2^48
   */
  default long seed(int layer, int iteration, int example) {
    float[] mask = new float[48];
    fill(layer, 0.5, iteration, example, mask, 0, mask.length);
    long seed = 0;
    for (float value : mask) {
      seed = 2 * seed + (value > 0 ? 1 : 0);
    }
    return seed;
  }

  /**
   * Pseudo-random masks: a function of (seed, layer, iteration, row). They don't depend on the
   * number of threads, and a resumed run draws the same. SplitMix64, Steele, Lea and Flood (2014).
   *
   * @param seed any
   * @return the masks
   */
  static DropoutMasks seeded(long seed) {
    return (layer, retain, iteration, example, mask, from, length) -> {
      float kept = (float) (1 / retain);
      long threshold = (long) (retain * (1L << 53));
      long state = mix(mix(mix(seed + layer) + iteration) + example);
      for (int i = from; i < from + length; i++) {
        state += 0x9E3779B97F4A7C15L;
        mask[i] = mix(state) >>> 11 < threshold ? kept : 0f;
      }
    };
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
