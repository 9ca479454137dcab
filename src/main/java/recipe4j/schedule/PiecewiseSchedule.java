package recipe4j.schedule;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A piecewise constant rate: each holds until the next one begins.
 *
 * <pre>{@code
 * PiecewiseSchedule.startingAt(1e-3).from(6, 1e-4).from(11, 1e-5)
 * }</pre>
 *
 * <p>Keras's {@code PiecewiseConstantDecay} names the last step of each piece; here, as in ND4J's
 * {@code MapSchedule}, each piece names its first: a Keras boundary of 5 is {@code from(6, rate)}.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param pieces in rising order, the first from 0
 */
public record PiecewiseSchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("pieces") List<Piece> pieces)
    implements LearningRateSchedule {

  /**
   * One rate and where it begins.
   *
   * @param from first epoch or iteration, 0-based
   * @param rate above 0
   */
  public record Piece(@JsonProperty("from") int from, @JsonProperty("rate") double rate)
      implements Serializable {
    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if {@code from} is negative or the rate not above 0 and
     *     finite
     */
    @JsonCreator
    public Piece {
      ScheduleChecks.checkAtLeast("start of a learning rate", from, 0);
      ScheduleChecks.checkPositive("learning rate", rate);
    }
  }

  /**
   * Checks the order of the pieces.
   *
   * @throws IllegalArgumentException if there is none, the first does not begin at 0, or one does
   *     not begin after the one before
   */
  @JsonCreator
  public PiecewiseSchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty() || pieces.get(0).from() != 0) {
      throw new IllegalArgumentException(
          "a schedule needs a learning rate from 0 on, found "
              + (pieces.isEmpty() ? "none" : "the first from " + pieces.get(0).from()));
    }
    for (int i = 1; i < pieces.size(); i++) {
      if (pieces.get(i).from() <= pieces.get(i - 1).from()) {
        throw new IllegalArgumentException(
            "each learning rate must begin after the one before, found %s after %s"
                .formatted(pieces.get(i).from(), pieces.get(i - 1).from()));
      }
    }
  }

  /**
   * The recipe's schedule, by 0-based epoch: 1e-3 up to epoch 5, 1e-4 up to 10, 1e-5 up to 15, 1e-6
   * up to 20, then 5e-7.
   *
   * <p>The recipe's code multiplies 1e-3 by 1e-1, 1e-2, 1e-3 and at last 0.5e-3. Its prose names
   * these factors as if they were rates. The code is followed here.
   *
   * @return five pieces
   */
  public static PiecewiseSchedule recipe() {
    return startingAt(1e-3).from(6, 1e-4).from(11, 1e-5).from(16, 1e-6).from(21, 5e-7);
  }

  /**
   * {@return a schedule of one piece, counting epochs: a constant rate, to be continued with {@link
   * #from}}
   *
   * @param rate above 0
   * @throws IllegalArgumentException if the rate is not above 0 and finite
   */
  public static PiecewiseSchedule startingAt(double rate) {
    return new PiecewiseSchedule(ScheduleType.EPOCH, List.of(new Piece(0, rate)));
  }

  /**
   * Adds a rate at the end.
   *
   * @param step first epoch or iteration at which it holds, 0-based, after all before
   * @param rate above 0
   * @return a longer schedule; this one stays as it is
   * @throws IllegalArgumentException if the step is not after the last one or the rate not above 0
   */
  public PiecewiseSchedule from(int step, double rate) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.add(new Piece(step, rate));
    return new PiecewiseSchedule(scheduleType, longer);
  }

  @Override
  public PiecewiseSchedule byIteration() {
    return new PiecewiseSchedule(ScheduleType.ITERATION, pieces);
  }

  @Override
  public double rateAt(int step) {
    double rate = pieces.get(0).rate();
    for (Piece piece : pieces) {
      if (piece.from() <= step) {
        rate = piece.rate();
      }
    }
    return rate;
  }

  @Override
  public PiecewiseSchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return pieces.stream()
        .map(
            piece ->
                piece.from() == 0
                    ? ScheduleChecks.number(piece.rate())
                    : "%s from %s %s"
                        .formatted(
                            ScheduleChecks.number(piece.rate()),
                            ScheduleChecks.unit(scheduleType),
                            piece.from()))
        .collect(Collectors.joining(", "));
  }
}
