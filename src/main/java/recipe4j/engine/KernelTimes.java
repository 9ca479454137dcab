package recipe4j.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Processor time of the kernels in a training step or a prediction. Their sum divided by the number
 * of threads is the least time of a step: the rest goes to DL4J's updater, the listeners and the
 * data.
 */
public final class KernelTimes {
  private KernelTimes() {}

  /**
   * Computes the gradient of a batch repeatedly, and updates nothing.
   *
   * @param network accelerated
   * @param batch features [n, ...] and labels [n, classes], without masks
   * @param repetitions at least 1; one more comes first and is not counted
   * @return seconds of processor time per step, summed over the threads, by kernel in the order of
   *     execution
   * @throws IllegalArgumentException if there are no repetitions
   * @throws IllegalStateException if the network is not accelerated
   */
  public static Map<String, Double> of(AcceleratedNetwork network, DataSet batch, int repetitions) {
    return times(network, () -> network.computeGradient(batch), repetitions);
  }

  /**
   * The same for predictions, without dropout.
   *
   * @param network accelerated
   * @param features [n, ...]
   * @param repetitions at least 1; one more comes first and is not counted
   * @return seconds of processor time per prediction of these features
   * @throws IllegalArgumentException if there are no repetitions
   * @throws IllegalStateException if the network is not accelerated
   */
  public static Map<String, Double> ofPrediction(
      AcceleratedNetwork network, INDArray features, int repetitions) {
    return times(network, () -> network.infer(features, false), repetitions);
  }

  private static Map<String, Double> times(
      AcceleratedNetwork network, Runnable step, int repetitions) {
    if (repetitions < 1) {
      throw new IllegalArgumentException("repetitions must be at least 1, found " + repetitions);
    }
    synchronized (network) {
      step.run(); // compiles the plan
      network.resources().profile(true);
      for (int i = 0; i < repetitions; i++) {
        step.run();
      }
      Map<String, Double> seconds = new LinkedHashMap<>();
      Map<String, Long> nanos = network.resources().profiled();
      nanos.forEach((name, sum) -> seconds.put(name, sum / 1e9 / repetitions));
      network.resources().profile(false);
      return seconds;
    }
  }
}
