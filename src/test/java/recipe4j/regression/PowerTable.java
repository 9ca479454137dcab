package recipe4j.regression;

import java.io.IOException;

/** Prints the power of the whole comparison for numbers of runs, to choose them before they run. */
final class PowerTable {
  private PowerTable() {}

  /** {@code PowerTable NAME KERAS_RUNS OUR_RUNS...}, the name one of {@link RecordedCurves}. */
  public static void main(String[] args) throws IOException {
    RecordedCurves curves = RecordedCurves.valueOf(args[0]);
    EquivalenceMargins margins = curves.marginsByRule();
    int kerasRuns = Integer.parseInt(args[1]);
    for (int i = 2; i < args.length; i++) {
      int ourRuns = Integer.parseInt(args[i]);
      System.out.printf(
          "%s: %d runs of Keras, %d of ours: all pass with probability %.3f%n",
          curves.prefix(),
          kerasRuns,
          ourRuns,
          EquivalencePower.simulate(curves.keras(), kerasRuns, ourRuns, margins, 0, 2000, 1));
    }
  }
}
