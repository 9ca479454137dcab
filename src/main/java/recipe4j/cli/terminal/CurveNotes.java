package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recipe4j.regression.LossCurve;

/** What is to be said of curves beside their figures. */
public final class CurveNotes {
  private CurveNotes() {}

  /** What a file had under other names or in vain, and where a figure is no number. */
  public static List<String> of(String name, LossCurve curve) {
    List<String> notes = new ArrayList<>(curve.notes());
    notes.addAll(curve.notFinite());
    return notes.stream().map(note -> "%s: %s.".formatted(name, note)).toList();
  }

  /** Where two runs of the same epochs have other learning rates. */
  public static Optional<String> rates(LossCurve a, LossCurve b) {
    if (a.learningRates().isEmpty() || b.learningRates().isEmpty()) {
      return Optional.empty();
    }
    double[] first = a.learningRates().get();
    double[] second = b.learningRates().get();
    for (int e = 0; e < first.length; e++) {
      if ((float) first[e] != (float) second[e]) { // Keras keeps its rate as a float
        return Optional.of(
            String.format(
                Locale.ROOT,
                "The learning rates differ from epoch %d on: %s of A, %s of B.",
                a.firstEpoch() + e,
                first[e],
                second[e]));
      }
    }
    return Optional.empty();
  }
}
