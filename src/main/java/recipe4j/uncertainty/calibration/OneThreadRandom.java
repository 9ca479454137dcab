package recipe4j.uncertainty.calibration;

import java.util.Random;

/**
 * The numbers of a {@link Random} of the same seed, by the generator that its Javadoc states, for
 * one thread: without an atomic operation a number, draws take half the time.
 */
final class OneThreadRandom extends Random {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final int BITS = 48;
  private static final long MASK = (1L << BITS) - 1;

  /** Set by the constructor of the superclass, through {@link #setSeed}. */
  private long state;

  OneThreadRandom(long seed) {
    super(seed);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is the point
  public void setSeed(long seed) {
    state = (seed ^ MULTIPLIER) & MASK;
  }

  /**
   * As the Javadoc of {@link Random#nextInt(int)} states it, with a product in place of the
   * division.
   */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0 || (bound & -bound) == bound) {
      return super.nextInt(bound);
    }
    double inverse = 1.0 / bound;
    int bits;
    int rest;
    do {
      bits = next(31);
      rest = bits - ((int) (bits * inverse)) * bound; // off by one bound at most
      rest += rest < 0 ? bound : rest >= bound ? -bound : 0;
    } while (bits - rest + (bound - 1) < 0);
    return rest;
  }

  @Override
  protected int next(int bits) {
    state = (state * MULTIPLIER + 0xB) & MASK;
    return (int) (state >>> (BITS - bits));
  }
}
