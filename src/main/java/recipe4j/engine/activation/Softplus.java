package recipe4j.engine.activation;

import java.nio.FloatBuffer;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Operation;

/**
 * Softplus in Java. oneDNN's kernel is off by up to 2e-6, also for negative inputs, whose value may
 * be smaller than that; and an updater such as Adam turns even the smallest gradient into a whole
 * step.
 */
public final class Softplus extends Operation {
  /** Below it, {@code log(1 + x)} is {@code x} to single precision. */
  private static final double SMALL = 1e-8;

  private final Data from;
  private final Data to;

  /**
   * For one micro-batch.
   *
   * @param name for profiles
   * @param from values in a layout without padding
   * @param to receives the results, in the same layout
   */
  public Softplus(String name, Data from, Data to) {
    super(name);
    this.from = from;
    this.to = to;
  }

  @Override
  public void run() {
    FloatBuffer values = from.values().asBuffer();
    FloatBuffer results = to.values().asBuffer();
    for (int i = 0; i < results.capacity(); i++) {
      results.put(i, (float) of(values.get(i)));
    }
  }

  /** {@code log(1 + exp(x))}, for any x. */
  public static double of(double x) {
    double e = Math.exp(-Math.abs(x));
    return Math.max(x, 0) + (e < SMALL ? e : Math.log(1 + e));
  }
}
