package recipe4j.cli.terminal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.LabelledImages;
import recipe4j.io.Count;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Auroc;
import recipe4j.uncertainty.Detection;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.PredictionEnsemble;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.RiskCoverageCurve;
import recipe4j.uncertainty.UncertaintyScore;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;

/** The tables of {@code recipe4j uncertainty}. */
public final class UncertaintyTables {
  private static final double[] COVERAGES = {1, 0.99, 0.95, 0.9, 0.8, 0.5};

  private UncertaintyTables() {}

  /** One column per curve, all on the same samples. */
  public static String riskCoverage(Map<String, RiskCoverageCurve> curves) {
    RiskCoverageCurve any = curves.values().iterator().next();
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            String.format(
                Locale.ROOT, "Wrong among the test images kept, %,d in all:", any.samples())));
    text.append(String.format(Locale.ROOT, "  %-10s", "kept"));
    curves.keySet().forEach(name -> text.append(String.format("%22s", name)));
    text.append(line(""));
    for (double coverage : COVERAGES) {
      text.append(
          String.format(
              Locale.ROOT, "  %-10s", String.format(Locale.ROOT, "%.0f%%", 100 * coverage)));
      curves
          .values()
          .forEach(
              c -> text.append(String.format(Locale.ROOT, "%21.3f%%", 100 * c.riskAt(coverage))));
      text.append(line(""));
    }
    text.append(String.format("  %-10s", "AURC"));
    curves.values().forEach(c -> text.append(String.format(Locale.ROOT, "%22.6f", c.area())));
    text.append(line("")).append(String.format("  %-10s", "E-AURC"));
    curves.values().forEach(c -> text.append(String.format(Locale.ROOT, "%22.6f", c.excessArea())));
    return text.append(line("")).toString();
  }

  /** How well each score tells out-of-distribution images from the test images. */
  public static String outOfDistribution(
      MultiLayerNetwork net, Logits usual, LabelledImages strange) {
    Logits other = Predictor.of(net).logits(strange);
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "Telling %s from the %s:"
                .formatted(
                    Count.of(other.rows(), "strange image"),
                    Count.of(usual.rows(), "test image"))));
    text.append(String.format("  %-22s%-8s%-8s%s%n", "score", "AUROC", "AUPR", "FPR at 95% TPR"));
    for (UncertaintyScore score : UncertaintyScore.values()) {
      double[] low = score.of(usual);
      double[] high = score.of(other);
      text.append(
          String.format(
              Locale.ROOT,
              "  %-22s%.4f  %.4f  %.4f%n",
              score.title(),
              Auroc.of(low, high),
              Detection.averagePrecision(low, high),
              Detection.falsePositiveRate(low, high, 0.95)));
    }
    return text.toString();
  }

  /** Monte-Carlo dropout compared with a single pass without dropout. */
  public static String dropout(PredictionEnsemble ensemble, LabelledLogits test) {
    return compared(
        "Monte-Carlo dropout, mean of %s passes:".formatted(ensemble.members()),
        "no dropout",
        test.logits().softmax(),
        ensemble,
        test.labels());
  }

  /** Several models together, compared with the first. */
  public static String ensemble(PredictionEnsemble ensemble, LabelledLogits test) {
    return compared(
        "Deep ensemble, mean of %s models:".formatted(ensemble.members()),
        "first model",
        test.logits().softmax(),
        ensemble,
        test.labels());
  }

  private static String compared(
      String title, String first, Probabilities single, PredictionEnsemble ensemble, int[] labels) {
    Probabilities mean = ensemble.mean();
    boolean[] right = new boolean[labels.length];
    double[] information = new double[labels.length];
    double[] entropy = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      right[i] = mean.argmax(i) == labels[i];
      information[i] = ensemble.mutualInformation(i);
      entropy[i] = ensemble.predictiveEntropy(i);
    }
    double total = Arrays.stream(entropy).average().orElse(0);
    double between = Arrays.stream(information).average().orElse(0);
    return line(title)
        + String.format("  %-22s%14s%14s%n", "", first, "mean")
        + row("accuracy", accuracy(single, labels), accuracy(mean, labels))
        + row(
            "NLL", NegativeLogLikelihood.of(single, labels), NegativeLogLikelihood.of(mean, labels))
        + row(
            "ECE",
            CalibrationError.of(single, labels).expected(),
            CalibrationError.of(mean, labels).expected())
        + String.format(
            Locale.ROOT,
            "  mean predictive entropy %.4f nats = %.4f of each by itself (aleatoric) + %.4f of their"
                + " differences (epistemic, mutual information)%n"
                + "  AURC %.6f by predictive entropy, %.6f by mutual information%n",
            total,
            total - between,
            between,
            RiskCoverageCurve.of(entropy, right).area(),
            RiskCoverageCurve.of(information, right).area());
  }

  private static double accuracy(Probabilities p, int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToDouble(i -> p.argmax(i) == labels[i] ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static String row(String name, double before, double after) {
    return String.format(Locale.ROOT, "  %-22s%14.4f%14.4f%n", name, before, after);
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
