package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import recipe4j.chart.EpochCharts;
import recipe4j.io.Count;

/** Reads the verdict from the curves of one training. */
final class Course {
  /** A change an epoch that a plateau may have, in logarithms. */
  private static final double LEVEL = Math.log(1.02);

  /** A fall an epoch that is worth training on for. */
  private static final double WORTH_WHILE = 0.002;

  /** A rise in all that is worth mention. */
  private static final double RISEN = Math.log(1.02);

  private final int first;
  private final double[] loss;
  private final double[] held;
  private final double guessing;
  private final String name;
  private final double[] judged;

  private final Series series;
  private final double[] logs;
  private final double[] lossLogs;

  /** {@code held} is empty without validation. */
  Course(int firstEpoch, double[] loss, double[] held, double guessing) {
    this.first = firstEpoch;
    this.loss = loss;
    this.held = held;
    this.name = held.length == 0 ? "loss" : "val_loss";
    this.judged = held.length == 0 ? loss : held;
    this.guessing = Double.isNaN(guessing) ? Guessing.likely(firstEpoch, loss, held) : guessing;
    this.series = held.length == 0 ? Series.unbroken(loss) : Series.validated(held);
    this.logs = series.logs();
    this.lossLogs = Series.unbroken(loss).logs();
  }

  Diagnosis diagnosis() {
    Diagnosis found = endless("loss", loss);
    found = found != null ? found : endless(name, judged);
    found = found != null ? found : guesses();
    found = found != null ? found : rises();
    found = found != null ? found : falls();
    return found != null ? found : level();
  }

  /** Whether a curve ends in values that are not finite. */
  private @Nullable Diagnosis endless(String curve, double[] values) {
    int since = values.length;
    while (since > 0 && !Double.isFinite(values[since - 1])) {
      since--;
    }
    if (since == values.length || (values == held && Series.skips(values))) {
      return null;
    }
    String last = Double.isNaN(values[values.length - 1]) ? "NaN" : "infinite";
    return verdict(
        Verdict.DIVERGED,
        since,
        Double.NaN,
        "diverged: %s is %s since epoch %s; try a smaller learning rate"
            .formatted(curve, last, epoch(since)));
  }

  /** Whether the model knows no more than how frequent the classes are. */
  private @Nullable Diagnosis guesses() {
    int n = loss.length;
    double least = Arrays.stream(loss).filter(Double::isFinite).min().orElseThrow();
    boolean loses = loss[n - 1] > 0.95 * guessing && loss[n - 1] < 1.15 * guessing;
    boolean ends = held.length > 0 && Math.abs(held[n - 1] / guessing - 1) < 0.01;
    if (n > 1 && loses && least > 0.97 * guessing) {
      return verdict(
          Verdict.LEARNED_NOTHING,
          0,
          Double.NaN,
          text(
              "learned nothing: loss stays at %.4f, where guessing has %.4f",
              loss[n - 1], guessing));
    }
    if ((loses || (ends && loss[n - 1] > guessing / 2)) && least < 0.7 * guessing) {
      int since = n - 1;
      while (loss[since - 1] > 0.9 * guessing) {
        since--;
      }
      return verdict(
          Verdict.COLLAPSED,
          since,
          Double.NaN,
          text(
              "collapsed in epoch %s: %s went back to %.4f, where guessing has %.4f; try a smaller learning rate",
              epoch(since), loses ? "loss" : name, loses ? loss[n - 1] : held[n - 1], guessing));
    }
    return null;
  }

  private @Nullable Diagnosis rises() {
    if (Moves.soars(lossLogs)) {
      int best = EpochCharts.indexOfLeast(loss).orElseThrow();
      return verdict(
          Verdict.DIVERGED,
          best + 1,
          Double.NaN,
          text(
              "diverged: loss rose to %.3g times that of epoch %s; try a smaller learning rate",
              loss[loss.length - 1] / loss[best], epoch(best)));
    }
    if (Moves.leaps(lossLogs) || Moves.leaps(logs)) {
      double[] by = Moves.leaps(lossLogs) ? lossLogs : logs;
      return verdict(
          Verdict.UNSTABLE,
          judged.length - 1,
          Double.NaN,
          "unstable: %s leapt by %s in the last epoch; one more tells whether it comes back"
              .formatted(
                  by == logs ? name : "loss",
                  Trend.percent(by[by.length - 1] - by[by.length - 2])));
    }
    if (lossLogs.length >= RiseTest.LEAST && held.length > 0) {
      Diagnosis diverged =
          rise(Series.unbroken(loss), Verdict.DIVERGED, "diverging since epoch %s: loss");
      if (diverged != null) {
        return diverged;
      }
    }
    return logs.length < RiseTest.LEAST
        ? null
        : rise(
            series,
            held.length > 0 ? Verdict.OVERFITTING : Verdict.DIVERGED,
            held.length > 0
                ? "overfitting since epoch %s: val_loss"
                : "diverging since epoch %s: loss");
  }

  private @Nullable Diagnosis rise(Series curve, Verdict verdict, String start) {
    double[] x = curve.logs();
    RiseTest test = RiseTest.rise(x);
    int from = Math.min(Math.max(0, test.start() - 1), x.length - 2);
    double[] end = Arrays.copyOfRange(x, from, x.length);
    Trend trend = curve.trend(from);
    double[] lower = x.clone(); // the last epoch alone must not decide
    lower[x.length - 1] = Math.min(x[x.length - 1], Moves.highest(RiseTest.last(end, 6)));
    boolean without = RiseTest.rise(lower).p() < 0.35;
    if (!test.found() || !without || trend.slope() * curve.every() * (end.length - 1) < RISEN) {
      return null;
    }
    int since = curve.places()[Math.min(test.start(), x.length - 1)];
    boolean over = verdict == Verdict.OVERFITTING;
    int epochs = loss.length - curve.places()[from];
    String other =
        over && lossLogs.length >= epochs
            ? Trend.of(RiseTest.last(lossLogs, epochs)).slope() < -WORTH_WHILE
                ? " while loss falls"
                : " while loss stays"
            : "";
    return verdict(
        verdict,
        since,
        test.p(),
        "%s rises by %s%s; %s"
            .formatted(text(start, epoch(since)), trend.words(), other, test.words()));
  }

  private @Nullable Diagnosis falls() {
    int up = Moves.rises(logs);
    int down = Moves.rises(Arrays.stream(logs).map(v -> -v).toArray());
    if (up >= 2 && down >= 2) {
      return verdict(
          Verdict.UNSTABLE,
          OptionalInt.empty(),
          Double.NaN,
          text(
              "unstable: in the last %d epochs %s rose by more than a quarter %d times and fell as much %d times",
              judged.length - 1 - series.places()[Math.max(0, logs.length - 1 - Moves.LATELY)],
              name,
              up,
              down));
    }
    if (logs.length < RiseTest.LEAST) {
      return null;
    }
    RiseTest test = RiseTest.fall(logs);
    int from = Math.max(0, test.start() - 1);
    Trend trend = series.trend(from);
    double late = series.trend(logs.length - Math.max(3, (logs.length - from + 1) / 2)).slope();
    if (!test.found() || trend.slope() > -WORTH_WHILE || late > trend.slope() / 4) {
      return null;
    }
    return verdict(
        Verdict.STILL_IMPROVING,
        OptionalInt.empty(),
        test.p(),
        "still improving: %s falls by %s, train for longer; %s"
            .formatted(
                name,
                new Trend(-trend.slope(), -trend.high(), -trend.low()).words(),
                test.words()));
  }

  private Diagnosis level() {
    if (logs.length < RiseTest.LEAST) {
      return verdict(
          Verdict.TOO_SHORT,
          OptionalInt.empty(),
          Double.NaN,
          text("too short to tell: a trend needs %d epochs", RiseTest.LEAST));
    }
    double[] end = RiseTest.last(logs, Math.max(RiseTest.LEAST, logs.length / 3));
    double level = Trend.median(end);
    double scatter =
        1.4826 * Trend.median(Arrays.stream(end).map(v -> Math.abs(v - level)).toArray());
    int from = 0;
    while (logs[from] > level + Math.max(0.01, 2 * scatter)) {
      from++;
    }
    from = Math.min(from, logs.length - RiseTest.LEAST);
    Trend trend = series.trend(from);
    int since = series.places()[from];
    boolean plateau = trend.low() > -LEVEL && trend.high() < LEVEL;
    String change = "%s changes by %s".formatted(name, trend.words());
    return plateau
        ? verdict(
            Verdict.PLATEAU,
            since,
            Double.NaN,
            "plateau since epoch %s: %s".formatted(epoch(since), change))
        : verdict(
            Verdict.TOO_SHORT,
            OptionalInt.empty(),
            Double.NaN,
            "too short to tell: since epoch %s %s, which may be chance"
                .formatted(epoch(since), change));
  }

  private int epoch(int place) {
    return first + place + 1;
  }

  private Diagnosis verdict(Verdict verdict, int since, double p, String what) {
    return verdict(verdict, OptionalInt.of(first + since), p, what);
  }

  private Diagnosis verdict(Verdict verdict, OptionalInt since, double p, String what) {
    int last = epoch(judged.length - 1);
    OptionalInt best =
        EpochCharts.indexOfLeast(
            Arrays.stream(judged).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray());
    String start =
        held.length == 0
            ? text(
                "Loss %s after %s, no validation",
                number(loss[loss.length - 1]), Count.of(last, "epoch"))
            : best.isEmpty()
                ? "No epoch of %s has a finite val_loss".formatted(last)
                : text(
                    "Best epoch %d of %d (val_loss %s)",
                    epoch(best.getAsInt()), last, number(judged[best.getAsInt()]));
    return new Diagnosis(verdict, since, p, start + "; " + what + gaps() + ".");
  }

  /** Epochs in between that are not finite. */
  private String gaps() {
    StringBuilder text = new StringBuilder();
    for (double[] values : held.length == 0 ? List.of(loss) : List.of(loss, held)) {
      int[] at =
          IntStream.range(0, values.length).filter(i -> !Double.isFinite(values[i])).toArray();
      if (at.length > 0 && Double.isFinite(values[values.length - 1])) {
        text.append(
            "; %s was not finite in %s, at last in epoch %s"
                .formatted(
                    values == loss ? "loss" : "val_loss",
                    Count.of(at.length, "epoch"),
                    epoch(at[at.length - 1])));
      }
    }
    return text.toString();
  }

  /** A loss as in the log, or with its power of ten where that would show none of its digits. */
  private static String number(double loss) {
    boolean plain = loss == 0 || !Double.isFinite(loss) || Math.abs(Math.log10(Math.abs(loss))) < 4;
    return text(plain ? "%.4f" : "%.3e", loss);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
