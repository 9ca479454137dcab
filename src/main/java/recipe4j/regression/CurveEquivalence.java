package recipe4j.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tests whether the curves of two sides have equivalent means at every epoch and metric.
 *
 * <p>That all rows pass is a claim at the level of one of them, without correction for their number
 * (Berger 1982, "Multiparameter hypothesis testing and acceptance sampling": an intersection-union
 * test). The price is power; see {@link EquivalencePower}.
 *
 * <pre>{@code
 * EquivalenceMargins margins = EquivalenceMargins.load(file);
 * CurveEquivalence all = CurveEquivalence.of(kerasRuns, ourRuns, margins);
 * assertTrue(all.holds(), all.toString());
 * }</pre>
 *
 * @param rows one per metric and epoch, sorted by metric
 */
public record CurveEquivalence(List<Row> rows) {

  /**
   * The test of one metric at one epoch.
   *
   * @param metric such as loss
   * @param epoch 0-based
   * @param result both sides and p
   */
  public record Row(String metric, int epoch, Equivalence result) {
    @Override
    public String toString() {
      return "%s of epoch %s: %s".formatted(metric, epoch, result);
    }
  }

  /** Keeps a copy. */
  public CurveEquivalence {
    rows = List.copyOf(rows);
  }

  /**
   * Tests every epoch and metric at the level {@link Equivalence#ALPHA}.
   *
   * @param reference runs of the reference, at least 2
   * @param candidate runs of the other side, at least 2, with the same epochs and metrics
   * @param margins for every epoch and metric of the runs
   * @return a row for each
   * @throws IllegalArgumentException if a side has fewer runs, the sides differ in epochs or
   *     metrics, or a margin is missing
   */
  public static CurveEquivalence of(
      List<LossCurve> reference, List<LossCurve> candidate, EquivalenceMargins margins) {
    LossCurveBand theirs = LossCurveBand.of(reference);
    LossCurveBand ours = LossCurveBand.of(candidate);
    LossCurve.checkAlike(List.of(reference.get(0), candidate.get(0)));
    List<Row> rows = new ArrayList<>();
    for (String metric : theirs.metrics()) {
      for (int e = 0; e < theirs.epochs(); e++) {
        int epoch = theirs.firstEpoch() + e;
        rows.add(
            new Row(
                metric,
                epoch,
                Equivalence.test(
                    theirs.at(metric, epoch),
                    ours.at(metric, epoch),
                    margins.margin(metric, epoch),
                    Equivalence.ALPHA)));
      }
    }
    return new CurveEquivalence(rows);
  }

  /** {@return whether every row passes, and none is left over} */
  public boolean holds() {
    return failures().isEmpty();
  }

  /** {@return the rows that don't pass, in order} */
  public List<Row> failures() {
    return rows.stream().filter(row -> !row.result().equivalent()).toList();
  }

  @Override
  public String toString() {
    List<Row> failures = failures();
    return "%s of %s epochs and metrics are equivalent"
            .formatted(rows.size() - failures.size(), rows.size())
        + failures.stream().map(row -> "\n  not: " + row).collect(Collectors.joining());
  }
}
