package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What guessing would have where the data is unknown. */
final class Guessing {
  /** Numbers of classes that are common; ln of others must be met from beginning to end. */
  private static final Set<Integer> COMMON = Set.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000);

  private Guessing() {}

  /** The ln of a number of classes where a loss ends that never lay far above it, or NaN. */
  static double likely(int firstEpoch, double[] loss, double[] held) {
    double last = loss[loss.length - 1];
    double end = held.length == 0 ? last : held[held.length - 1];
    double most = Arrays.stream(loss).filter(Double::isFinite).max().orElse(Double.NaN);
    return IntStream.rangeClosed(2, 1000)
        .filter(c -> COMMON.contains(c) || (firstEpoch == 0 && stays(c, loss, held)))
        .mapToDouble(Math::log)
        .filter(ln -> Math.abs(last / ln - 1) < 0.01 || Math.abs(end / ln - 1) < 0.005)
        .filter(ln -> most < 1.3 * ln)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Whether all but the first epoch lie at the ln of a number of classes. */
  private static boolean stays(int classes, double[]... curves) {
    return Arrays.stream(curves)
        .flatMapToDouble(values -> DoubleStream.of(values).skip(1))
        .allMatch(v -> Double.isNaN(v) || Math.abs(v / Math.log(classes) - 1) < 0.003);
  }
}
