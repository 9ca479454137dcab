package recipe4j.engine.plan;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Which kernels a plan is made of. With both, those in C compute what they compute faster, and
 * oneDNN's the rest.
 *
 * @param lanes floats of the vectors of the kernels in C; 0 for none of them
 * @param oneDnn whether oneDNN's may be used
 */
public record Kernels(int lanes, boolean oneDnn) {
  /** Whether there are only those in C. */
  public boolean onlyNative() {
    return !oneDnn;
  }

  /** A new engine of oneDNN's; null without oneDNN. */
  public engine cpu() {
    return oneDnn ? new engine(dnnl.dnnl_cpu, 0) : null;
  }
}
