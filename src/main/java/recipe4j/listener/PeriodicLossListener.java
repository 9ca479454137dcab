package recipe4j.listener;

import java.io.PrintStream;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.TrainingRun;

/**
 * The recipe's callback: prints epoch and loss when {@code epoch % every == 0}, epochs counted from
 * 0, and always at the last epoch. It can print every N iterations too.
 *
 * <pre>{@code
 * Training.of(net).epochs(30)
 *     .listeners(new PeriodicLossListener(10)) // epochs 0, 10, 20 and 29
 *     .fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the end of every epoch, after the validation; with {@link #alsoEveryIterations}, at
 * every batch.
 */
public final class PeriodicLossListener extends EpochListener {
  private final int every;
  private final PrintStream out;
  private int everyIterations;

  /** Prints every tenth epoch, to System.out, as in the recipe. */
  public PeriodicLossListener() {
    this(10);
  }

  /**
   * Prints to System.out.
   *
   * @param every epochs between two lines, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public PeriodicLossListener(int every) {
    this(every, System.out);
  }

  /**
   * Prints to a stream.
   *
   * @param every epochs between two lines, at least 1
   * @param out where to print
   * @throws IllegalArgumentException if it is below 1
   */
  public PeriodicLossListener(int every, PrintStream out) {
    this.every = positive(every);
    this.out = out;
  }

  /**
   * Prints the loss of a single batch every so many iterations, too.
   *
   * @param iterations at least 1
   * @return this
   * @throws IllegalArgumentException if it is below 1
   */
  public PeriodicLossListener alsoEveryIterations(int iterations) {
    everyIterations = positive(iterations);
    return this;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    if (everyIterations > 0 && iteration % everyIterations == 0) {
      out.printf(Locale.ROOT, "iteration = %d, loss = %.4f%n", iteration, model.score());
    }
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    if (logs.epoch() % every == 0 || run.isLast(logs.epoch())) {
      out.printf(Locale.ROOT, "epoch = %d, loss = %.4f%n", logs.epoch(), logs.loss());
    }
  }

  private static int positive(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a loss is printed every 1 or more epochs or iterations, found " + value);
    }
    return value;
  }
}
