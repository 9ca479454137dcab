package recipe4j.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.learning.config.Adam;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.plan.Batch.StepClock;

/**
 * Adam as DL4J and Keras compute it (Kingma and Ba, 2015, with epsilon outside the bias
 * correction): {@code m = b1 m + (1 - b1) g}, {@code v = b2 v + (1 - b2) g^2}, and the update is
 * {@code lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon)}. DL4J's own kernel takes several
 * times as long, as it is not vectorised. For one thread, where there are C kernels.
 */
final class AdamStep {
  private final FloatPointer settings = new FloatPointer(7);

  /**
   * Turns gradients into updates, and updates the averages.
   *
   * @param config learning rate, betas and epsilon
   * @param clock iteration and epoch, for the learning rate's schedule
   * @param scale factor of the gradients, applied first
   * @param gradient address; receives the update
   * @param mean address of m
   * @param square address of v
   * @param length floats in each
   */
  void apply(
      Adam config,
      StepClock clock,
      float scale,
      long gradient,
      long mean,
      long square,
      long length) {
    double beta1 = config.getBeta1();
    double beta2 = config.getBeta2();
    double step = clock.iteration() + 1.0;
    double corrected =
        config.getLearningRate(clock.iteration(), clock.epoch())
            * Math.sqrt(1 - Math.pow(beta2, step))
            / (1 - Math.pow(beta1, step));
    settings.put(
        scale,
        (float) beta1,
        (float) (1 - beta1), // 1 - 0.999f would be off in the fifth digit
        (float) beta2,
        (float) (1 - beta2),
        (float) corrected,
        (float) config.getEpsilon());
    NativeKernels.adamStep(
        KernelLibrary.lanes(), settings.address(), gradient, mean, square, length);
  }
}
