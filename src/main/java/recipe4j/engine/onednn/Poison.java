package recipe4j.engine.onednn;

import org.bytedeco.javacpp.Pointer;

/**
 * Makes reads of stale memory visible, by filling with NaN what must not be read any more: what a
 * plan frees, what it has kept of the previous micro-batch, and the batch that it was given, of
 * which it then gets a copy at another address each time.
 *
 * <p>For tests; {@code -Drecipe4j.engine.poison=true} turns it on for a whole program.
 */
public final class Poison {
  /** Four of them are a NaN. */
  private static final int NAN_BYTE = 0xff;

  private static volatile boolean on = Boolean.getBoolean("recipe4j.engine.poison");

  private Poison() {}

  /** Whether stale memory is filled with NaN. */
  public static boolean isOn() {
    return on;
  }

  /** Turns it on or off, from the next batch on. */
  public static void enable(boolean newState) {
    on = newState;
  }

  /** Fills a block with NaN. */
  public static void fill(Pointer block, long bytes) {
    Pointer.memset(block, NAN_BYTE, bytes);
  }
}
