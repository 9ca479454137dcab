package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.OptionalInt;
import recipe4j.train.History;
import recipe4j.train.history.HistoryTable;

/**
 * How a training went, in one sentence that says how sure it is. Epochs are counted from 1 in the
 * sentence, as in the log.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Diagnosis.of(history, Diagnosis.guessing(labels));
 * System.out.println(diagnosis);
 * boolean longer = diagnosis.verdict() == Verdict.STILL_IMPROVING;
 * }</pre>
 *
 * <p>Trends are those of the logarithm of a loss, so they are percents an epoch. Evidence of a rise
 * or a fall means that a level curve with such scatter would look so in less than 3.5% of
 * trainings. Without validation the loss itself is judged. Epochs in between that were not
 * validated (NaN) are left out; a trend is one of epochs all the same.
 *
 * @param verdict how it went
 * @param since the epoch since which, 0-based; empty where the verdict is of the whole training
 * @param p how often a level curve would show such a trend by chance, 0 to 1; NaN where the verdict
 *     rests on no such test
 * @param sentence for people
 */
public record Diagnosis(Verdict verdict, OptionalInt since, double p, String sentence) {

  /**
   * Describes a training whose data is unknown. A loss that ends at ln 2 to ln 10, ln 100 or ln
   * 1000 and never lay above 1.3 times that counts as that of guessing, and so does one that stays
   * at the ln of another number up to 1000 from the second epoch on, val_loss as well.
   *
   * @param history what {@code fit} returned
   * @return the verdict
   */
  public static Diagnosis of(History history) {
    return of(history, Double.NaN);
  }

  /**
   * Describes a training.
   *
   * @param history what {@code fit} returned
   * @param guessing loss of guessing by the frequency of the classes, in nats, as {@link #guessing}
   *     gives it; NaN if unknown
   * @return the verdict
   */
  public static Diagnosis of(History history, double guessing) {
    if (history.isEmpty()) {
      return new Diagnosis(Verdict.TOO_SHORT, OptionalInt.empty(), Double.NaN, "No epoch ended.");
    }
    boolean validated = history.epochs().stream().anyMatch(logs -> logs.validated());
    return new Course(
            history.epochs().get(0).epoch(),
            history.get("loss"),
            validated
                ? history.epochs().stream().mapToDouble(logs -> logs.valLoss()).toArray()
                : new double[0],
            guessing)
        .diagnosis();
  }

  /**
   * Describes the curves of a file.
   *
   * @param table with a column loss, perhaps with val_loss
   * @return the verdict
   * @throws IllegalArgumentException if it has no loss
   */
  public static Diagnosis of(HistoryTable table) {
    double[] loss = table.columns().get("loss");
    if (loss == null) {
      throw new IllegalArgumentException(
          "a diagnosis needs a column loss, found " + table.columns().keySet());
    }
    double[] held = table.columns().getOrDefault("val_loss", new double[0]);
    return new Course(table.firstEpoch(), loss, held, Double.NaN).diagnosis();
  }

  /**
   * The least loss of a model that knows nothing but how frequent the classes are: the entropy of
   * the labels, ln C where C classes are equally frequent (Cover and Thomas 2006, theorem 5.4.3).
   *
   * @param labels 0-based, at least one
   * @return in nats, 0 or above
   */
  public static double guessing(int... labels) {
    int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
    for (int label : labels) {
      counts[label]++;
    }
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / labels.length;
      entropy -= count == 0 ? 0 : share * Math.log(share);
    }
    return entropy;
  }

  @Override
  public String toString() {
    return sentence;
  }
}
