package recipe4j.engine.onednn;

import org.bytedeco.javacpp.Pointer;

/**
 * Makes uses of stale memory show. While it is on, memory that nobody may read any more is filled
 * with NaN: what a plan frees, what it has kept of the micro-batch before, and the batch that it
 * was given, of which it then sees a copy at another address each time.
 *
 * <p>For tests; {@code -Drecipe4j.engine.poison=true} turns it on for a whole program.
 */
public final class Poison {
  /** A float of four such bytes is NaN. */
  private static final int NAN_BYTE = 0xff;

  private static volatile boolean on = Boolean.getBoolean("recipe4j.engine.poison");

  private Poison() {}

  public static boolean isOn() {
    return on;
  }

  /** Turns it on or off; plans see it from their next batch on. */
  public static void turn(boolean newState) {
    on = newState;
  }

  /** Fills a block with NaN. */
  public static void fill(Pointer block, long bytes) {
    Pointer.memset(block, NAN_BYTE, bytes);
  }
}
