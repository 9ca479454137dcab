package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recipe4j.regression.LossCurve;

/** Notes that are printed with loss curves. */
public final class CurveNotes {
  private CurveNotes() {}

  /** Renamed or ignored columns of a curve's file, and epochs whose values are not finite. */
  public static List<String> of(String name, LossCurve curve) {
    List<String> notes = new ArrayList<>(curve.notes());
    notes.addAll(curve.notFinite());
    return notes.stream().map(note -> "%s: %s.".formatted(name, note)).toList();
  }

  /** The first epoch in which two runs have different learning rates; empty if there is none. */
  public static Optional<String> rates(LossCurve a, LossCurve b) {
    if (a.learningRates().isEmpty() || b.learningRates().isEmpty()) {
      return Optional.empty();
    }
    double[] first = a.learningRates().get();
    double[] second = b.learningRates().get();
    for (int e = 0; e < first.length; e++) {
      if ((float) first[e] != (float) second[e]) { // Keras keeps its rate as a float
        return Optional.of(
            "The learning rates differ from epoch %s on: %s of A, %s of B."
                .formatted(a.firstEpoch() + e, first[e], second[e]));
      }
    }
    return Optional.empty();
  }
}
