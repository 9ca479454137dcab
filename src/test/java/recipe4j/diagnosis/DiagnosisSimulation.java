package recipe4j.diagnosis;

import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import recipe4j.DocsBlock;

/** How often a verdict is given to curves of a known kind; writes its table into docs/recipe.md. */
final class DiagnosisSimulation {
  static final int RUNS = 1000;
  private static final int[] EPOCHS = {10, 15, 20, 30, 60};

  private DiagnosisSimulation() {}

  /**
   * Share of runs with a verdict. Loss falls by 5% an epoch; val_loss is the given mean times
   * normal noise of 3%.
   */
  static double share(Verdict verdict, int epochs, IntToDoubleFunction mean, long seed, int runs) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < runs; i++) {
      double[] loss = new double[epochs];
      double[] held = new double[epochs];
      for (int e = 0; e < epochs; e++) {
        loss[e] = 0.3 * Math.pow(0.95, e) * (1 + 0.01 * random.nextGaussian());
        held[e] = mean.applyAsDouble(e) * (1 + 0.03 * random.nextGaussian());
      }
      found += new Course(0, loss, held, Math.log(10)).diagnosis().verdict() == verdict ? 1 : 0;
    }
    return (double) found / runs;
  }

  static IntToDoubleFunction level() {
    return e -> 0.1;
  }

  /** Falls by 30% an epoch for a third of the epochs, then is level. */
  static IntToDoubleFunction fallen(int epochs) {
    return e -> 0.1 * Math.pow(1.3, Math.max(0, epochs / 3 - e));
  }

  /** Level, then rising for the last epochs. */
  static IntToDoubleFunction rising(int epochs, int last, double rate) {
    return e -> 0.1 * Math.pow(1 + rate, Math.max(0, e - (epochs - 1 - last)));
  }

  /** Falls by 30% an epoch, then rises at once for the last five. */
  static IntToDoubleFunction turning(int epochs, double rate) {
    return e ->
        rising(epochs, 5, rate).applyAsDouble(e) * Math.pow(1.3, Math.max(0, epochs - 6 - e));
  }

  static IntToDoubleFunction falling(double rate) {
    return e -> 0.1 * Math.pow(1 - rate, e);
  }

  public static void main(String[] args) throws IOException {
    StringBuilder text = new StringBuilder("| epochs |");
    for (int epochs : EPOCHS) {
      text.append(' ').append(epochs).append(" |");
    }
    text.append("\n|---").append("|---:".repeat(EPOCHS.length)).append("|\n");
    row(text, "level: overfitting", Verdict.OVERFITTING, n -> level());
    row(text, "fell, then level: overfitting", Verdict.OVERFITTING, n -> fallen(n));
    row(text, "level: still improving", Verdict.STILL_IMPROVING, n -> level());
    row(text, "level: plateau", Verdict.PLATEAU, n -> level());
    row(
        text,
        "level, last 5 epochs +2% each: overfitting",
        Verdict.OVERFITTING,
        n -> rising(n, 5, 0.02));
    row(
        text,
        "level, last 5 epochs +5% each: overfitting",
        Verdict.OVERFITTING,
        n -> rising(n, 5, 0.05));
    row(
        text,
        "falling until +2% in the last 5: overfitting",
        Verdict.OVERFITTING,
        n -> turning(n, 0.02));
    row(
        text,
        "falling until +5% in the last 5: overfitting",
        Verdict.OVERFITTING,
        n -> turning(n, 0.05));
    row(text, "falling 5% an epoch: still improving", Verdict.STILL_IMPROVING, n -> falling(0.05));
    DocsBlock.write("recipe.md", "verdicts", text.toString());
  }

  private static void row(
      StringBuilder text,
      String what,
      Verdict verdict,
      java.util.function.IntFunction<IntToDoubleFunction> mean) {
    text.append("| ").append(what).append(" |");
    for (int epochs : EPOCHS) {
      text.append(
          String.format(
              Locale.ROOT, " %.1f%% |", 100 * share(verdict, epochs, mean.apply(epochs), 1, RUNS)));
    }
    text.append('\n');
  }
}
