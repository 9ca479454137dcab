package recipe4j.engine.activation;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Operation;

/**
 * Softplus in Java. oneDNN's kernel is off by up to 2e-6, below zero too, where the value itself is
 * smaller than that; and an updater such as Adam makes a whole step of the smallest gradient.
 *
 * @param name for profiles
 * @param from values in a layout without padding; its address may move from run to run
 * @param to receives the results, in the same layout
 */
public record Softplus(String name, memory from, memory to) implements Operation {
  /** Below it, {@code log(1 + x)} is {@code x} to single precision. */
  private static final double SMALL = 1e-8;

  @Override
  public String kernel() {
    return "java:softplus";
  }

  @Override
  public void run() {
    FloatBuffer values = FloatArrays.buffer(from);
    FloatBuffer results = FloatArrays.buffer(to);
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
