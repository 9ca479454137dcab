package recipe4j.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that differs from the one before, seen at the first iteration of each epoch.
 *
 * @param epoch from which the new rate holds, 0-based, at least 1
 * @param before rate at the start of the epoch before
 * @param after rate at the start of the epoch
 */
public record RateChange(int epoch, double before, double after) {
  /**
   * Compares an epoch with the one before.
   *
   * @param schedule any, counting epochs or iterations
   * @param epoch 0-based; epoch 0 has no change
   * @param iterationsPerEpoch batches in an epoch, at least 1; of no effect on a schedule by epoch
   * @return the change, if there is one
   * @throws IllegalArgumentException if the epoch is negative or there are no iterations
   */
  public static Optional<RateChange> at(ISchedule schedule, int epoch, int iterationsPerEpoch) {
    ScheduleChecks.checkAtLeast("epoch", epoch, 0);
    ScheduleChecks.checkAtLeast("iterations per epoch", iterationsPerEpoch, 1);
    if (epoch == 0) {
      return Optional.empty();
    }
    double before = startOf(epoch - 1, schedule, iterationsPerEpoch);
    double after = startOf(epoch, schedule, iterationsPerEpoch);
    return before == after ? Optional.empty() : Optional.of(new RateChange(epoch, before, after));
  }

  /**
   * {@return all changes of a training, in the order of the epochs}
   *
   * @param schedule any, counting epochs or iterations
   * @param epochs length of the training, 0 or more
   * @param iterationsPerEpoch batches in an epoch, at least 1
   * @throws IllegalArgumentException if there are no iterations
   */
  public static List<RateChange> during(ISchedule schedule, int epochs, int iterationsPerEpoch) {
    return IntStream.range(0, epochs)
        .mapToObj(epoch -> at(schedule, epoch, iterationsPerEpoch))
        .flatMap(Optional::stream)
        .toList();
  }

  private static double startOf(int epoch, ISchedule schedule, int iterationsPerEpoch) {
    return schedule.valueAt(Math.multiplyExact(epoch, iterationsPerEpoch), epoch);
  }
}
