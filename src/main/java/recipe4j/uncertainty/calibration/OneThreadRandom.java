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

  @Override
  protected int next(int bits) {
    state = (state * MULTIPLIER + 0xB) & MASK;
    return (int) (state >>> (BITS - bits));
  }
}
