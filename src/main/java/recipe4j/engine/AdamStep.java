package recipe4j.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.learning.config.Adam;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.plan.Batch.StepClock;

/**
 * Adam as DL4J and Keras compute it (Kingma and Ba, 2015, with epsilon outside the bias
 * correction): {@code m = b1 m + (1 - b1) g}, {@code v = b2 v + (1 - b2) g^2}, and the update is
 * {@code lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon)}. DL4J's own kernel takes several
 * times as long, as it is not vectorised; Java's compiler vectorises these loops. For one thread.
 */
final class AdamStep {
  /** Values of each array that fit the innermost cache together. */
  private static final int CHUNK = 2048;

  private final float[] gradients = new float[CHUNK];
  private final float[] means = new float[CHUNK];
  private final float[] squares = new float[CHUNK];

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
    FloatPointer gradientValues = new FloatPointer(new Address(gradient));
    FloatPointer meanValues = new FloatPointer(new Address(mean));
    FloatPointer squareValues = new FloatPointer(new Address(square));
    for (long from = 0; from < length; from += CHUNK) {
      int n = (int) Math.min(CHUNK, length - from);
      gradientValues.position(from).get(gradients, 0, n);
      meanValues.position(from).get(means, 0, n);
      squareValues.position(from).get(squares, 0, n);
      average(gradients, scale, means, beta1, squares, beta2, n);
      divide(means, squares, (float) corrected, (float) config.getEpsilon(), gradients, n);
      gradientValues.position(from).put(gradients, 0, n);
      meanValues.position(from).put(means, 0, n);
      squareValues.position(from).put(squares, 0, n);
    }
  }

  private static void average(
      float[] gradients,
      float scale,
      float[] means,
      double beta1,
      float[] squares,
      double beta2,
      int n) {
    float old1 = (float) beta1;
    float new1 = (float) (1 - beta1); // 1 - 0.999f would be off in the fifth digit
    float old2 = (float) beta2;
    float new2 = (float) (1 - beta2);
    for (int i = 0; i < n; i++) {
      float g = gradients[i] * scale;
      means[i] = old1 * means[i] + new1 * g;
      squares[i] = old2 * squares[i] + new2 * (g * g);
    }
  }

  private static void divide(
      float[] means, float[] squares, float rate, float epsilon, float[] updates, int n) {
    for (int i = 0; i < n; i++) {
      updates[i] = rate * means[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }
}
