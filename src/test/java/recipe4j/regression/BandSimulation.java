package recipe4j.regression;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import recipe4j.DocsBlock;

/**
 * How often a run leaves a band of others, drawn without replacement from the recorded runs of
 * Keras; writes its table into docs/regression.md.
 */
final class BandSimulation {
  private static final int DRAWS = 4000;

  /** The epoch of the recipe's first smaller rate. */
  private static final int STEP = 6;

  private static final int[] RUNS = {3, 5, 10, 20};

  private BandSimulation() {}

  /** Share of draws in which a run, changed as said, leaves the band of so many others. */
  static double outside(
      List<LossCurve> recorded, int runs, UnaryOperator<LossCurve> change, int draws, long seed) {
    Random random = new Random(seed);
    List<LossCurve> order = new ArrayList<>(recorded);
    int found = 0;
    for (int i = 0; i < draws; i++) {
      Collections.shuffle(order, random);
      LossCurveBand band = LossCurveBand.of(order.subList(0, runs));
      BandLimits limits = BandLimits.ofRate(band, BandLimits.DEFAULT_RATE);
      LossCurve fresh = change.apply(order.get(runs));
      found +=
          band.metrics().stream()
                  .anyMatch(metric -> !new BandCheck(limits, fresh, metric).outside().isEmpty())
              ? 1
              : 0;
    }
    return (double) found / draws;
  }

  static UnaryOperator<LossCurve> higher(double factor) {
    return run -> change(run, (e, v) -> v[e] * factor, "loss", "val_loss");
  }

  /** From the middle on loss and val_loss grow by half every epoch. */
  static LossCurve diverging(LossCurve run) {
    return change(
        run, (e, v) -> v[e] * Math.pow(1.5, Math.max(0, e + 1 - v.length / 2)), "loss", "val_loss");
  }

  /** From the first smaller rate on everything comes an epoch late. */
  static LossCurve late(LossCurve run) {
    return change(run, (e, v) -> v[e < STEP ? e : e - 1], run.metrics().toArray(String[]::new));
  }

  private interface Value {
    double of(int epoch, double[] values);
  }

  private static LossCurve change(LossCurve run, Value value, String... metrics) {
    Map<String, double[]> all = new LinkedHashMap<>();
    run.metrics().forEach(metric -> all.put(metric, run.values(metric)));
    for (String metric : metrics) {
      double[] old = run.values(metric);
      for (int e = 0; e < old.length; e++) {
        all.get(metric)[e] = value.of(e, old);
      }
    }
    return LossCurve.of(run.firstEpoch(), all);
  }

  public static void main(String[] args) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            | recorded runs, of which a band is drawn | the further run | 3 | 5 | 10 | 20 |
            |---|---|---:|---:|---:|---:|
            """);
    for (RecordedCurves curves :
        List.of(
            RecordedCurves.MNIST_CONSTANT,
            RecordedCurves.MNIST_SCHEDULE,
            RecordedCurves.SAMPLE_CONSTANT,
            RecordedCurves.SAMPLE_RESHUFFLED)) {
      List<LossCurve> runs = curves.keras();
      Map<String, UnaryOperator<LossCurve>> changes = new LinkedHashMap<>();
      changes.put("as recorded (false alarms)", run -> run);
      changes.put("loss and val_loss 10% up", higher(1.1));
      changes.put("20% up", higher(1.2));
      changes.put("50% up", higher(1.5));
      changes.put("twice as high", higher(2));
      if (curves == RecordedCurves.MNIST_SCHEDULE) {
        changes.put("schedule an epoch late", BandSimulation::late);
      }
      changes.put("diverging from the middle on", BandSimulation::diverging);
      changes.forEach(
          (what, change) -> {
            boolean first = what.startsWith("as recorded");
            text.append(
                "| %s | %s |"
                    .formatted(
                        first ? "%s, %s runs".formatted(curves.title(), runs.size()) : "", what));
            for (int count : RUNS) {
              text.append(
                  count < runs.size()
                      ? String.format(
                          Locale.ROOT, " %.1f%% |", 100 * outside(runs, count, change, DRAWS, 1))
                      : " – |");
            }
            text.append('\n');
          });
    }
    DocsBlock.write("regression.md", "bands", text.toString());
  }
}
