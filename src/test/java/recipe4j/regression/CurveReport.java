package recipe4j.regression;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import recipe4j.io.AtomicFile;

/**
 * Writes docs/keras-curves.md and docs/keras-curves*.png from the recorded curves of both sides.
 */
final class CurveReport {
  private static final int REPETITIONS = 2000;
  private static final Path DOCS = Path.of("docs");

  private static final Map<RecordedCurves, String> PICTURES =
      new EnumMap<>(
          Map.of(
              RecordedCurves.MNIST_CONSTANT, "keras-curves.png",
              RecordedCurves.MNIST_NATIVE, "keras-curves-native.png",
              RecordedCurves.MNIST_SCHEDULE, "keras-curves-schedule.png",
              RecordedCurves.MNIST_START, "keras-curves-start.png"));

  private CurveReport() {}

  /** Writes them. */
  public static void main(String[] args) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (Map.Entry<RecordedCurves, String> entry : PICTURES.entrySet()) {
      RecordedCurves curves = entry.getKey();
      String picture = entry.getValue();
      Map<String, List<LossCurve>> sides = new LinkedHashMap<>();
      sides.put("Keras", curves.keras());
      sides.put("recipe4j", curves.ours());
      CurveReportPlot.write(sides, DOCS.resolve(picture));
      text.append(section(curves, picture));
    }
    AtomicFile.write(
        DOCS.resolve("keras-curves.md"), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static final String HEAD =
      """
      # Our curves and Keras's

      The recipe on the full MNIST, trained by real Keras 3.15.1 on TensorFlow 2.21 and by recipe4j,
      several seeds each. The question for every epoch and metric: do the means differ by less than a
      margin? It is asked by two one-sided t-tests at 5% (Schuirmann 1987) with variances that may
      differ (Welch); p is the larger of the two. The margin, 1.5 standard deviations of a single Keras
      run, was fixed before our curves were looked at, as [regression.md](regression.md#equivalence-with-keras)
      says, with what was asked when, and what came of it. All rows must pass; such a claim needs no
      correction for their number.

      Power is the probability that a row passes if there is no difference (Phillips 1990, from the
      variances found). The power of the whole comparison is simulated: both sides are drawn from Keras's
      runs, whole runs with replacement.

      `CurveReport`, in the test sources, writes this page; `RecordedEquivalenceTest` checks it. Epochs
      are counted from 0; ± is the standard deviation of a single run.
      """;

  private static String section(RecordedCurves curves, String picture) throws IOException {
    List<LossCurve> keras = curves.keras();
    List<LossCurve> ours = curves.ours();
    CurveEquivalence result = CurveEquivalence.of(keras, ours, curves.margins());
    double power =
        EquivalencePower.simulate(
            keras, keras.size(), ours.size(), curves.margins(), 0, REPETITIONS, 1);
    double error =
        EquivalencePower.simulate(
            keras, keras.size(), ours.size(), curves.margins(), 1, REPETITIONS, 1);
    List<String> lines = new ArrayList<>();
    lines.add("\n## " + curves.title());
    lines.add(
        String.format(
            Locale.ROOT,
            "%d runs of Keras, %d of recipe4j. **%d of %d rows are equivalent.** Least power of a row"
                + " %.3f. All rows pass with probability %.2f if there is no difference, %.3f if the"
                + " means lie a margin apart everywhere.",
            keras.size(),
            ours.size(),
            result.rows().size() - result.failures().size(),
            result.rows().size(),
            result.rows().stream().mapToDouble(row -> row.result().power()).min().orElseThrow(),
            power,
            error));
    lines.add("\n![Loss and accuracy of Keras and recipe4j by epoch](%s)".formatted(picture));
    String metric = "";
    for (CurveEquivalence.Row row : result.rows()) {
      if (!row.metric().equals(metric)) {
        metric = row.metric();
        lines.add("\n### " + metric);
        lines.add("| epoch | Keras | recipe4j | difference | margin | p | equivalent | power |");
        lines.add("|--:|--:|--:|--:|--:|--:|---|--:|");
      }
      lines.add(line(row));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(CurveEquivalence.Row row) {
    Equivalence result = row.result();
    return String.format(
        Locale.ROOT,
        "| %d | %.5f ± %.5f | %.5f ± %.5f | %+.5f | %.5f | %.1e | %s | %.3f |",
        row.epoch(),
        result.reference().mean(),
        result.reference().standardDeviation(),
        result.candidate().mean(),
        result.candidate().standardDeviation(),
        result.difference(),
        result.margin(),
        result.p(),
        result.equivalent() ? "yes" : "**no**",
        result.power());
  }
}
