package recipe4j.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import recipe4j.SmallData;
import recipe4j.data.LabelledImages;
import recipe4j.regression.LossCurve;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Unlikeness;
import recipe4j.uncertainty.calibration.TemperatureScaling;

/** A run that nobody trained, for tests of what is shown. */
public final class DrawnRun {
  static final LabelledImages TEST = SmallData.bars(200, 5);

  private DrawnRun() {}

  /** Ten epochs, the rate stepping down after the sixth, val_loss least in the eighth. */
  public static Run named(String name) {
    return new Run(
        name, facts(Map.of("epochs", 10, "seed", 1)), curve(), Optional.of(assessment()));
  }

  public static LossCurve curve() {
    Map<String, double[]> figures = new LinkedHashMap<>();
    for (String metric : List.of("loss", "val_loss", "accuracy", "val_accuracy")) {
      figures.put(metric, new double[10]);
    }
    figures.put("learning_rate", new double[10]);
    for (int i = 0; i < 10; i++) {
      figures.get("loss")[i] = 1.5 * Math.exp(-0.4 * i);
      figures.get("val_loss")[i] = 0.1 + 0.01 * Math.pow(i - 7, 2);
      figures.get("accuracy")[i] = 1 - 0.5 * Math.exp(-0.4 * i);
      figures.get("val_accuracy")[i] = 0.97 - 0.4 * Math.exp(-0.5 * i);
      figures.get("learning_rate")[i] = i < 6 ? 1e-3 : 1e-4;
    }
    return LossCurve.of(0, figures);
  }

  public static RunFacts facts(Map<String, Object> options) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("first_epoch", 0);
    outcome.put("epochs", 10);
    outcome.put("diagnosis", "Best epoch 8 of 10 (val_loss 0.1000).");
    outcome.put("test_loss", 0.2);
    outcome.put("test_accuracy", 0.9);
    return new RunFacts(
        RunFacts.FORMAT,
        "2024-05-06T07:08:09Z",
        options,
        Map.of("recipe4j", "test"),
        Map.of("processor", "a test", "threads", 2),
        Map.of("name", "bars", "sha256", Map.of("images", "00ff")),
        Map.of("training_seconds", 75.2, "epoch_seconds", List.of(7.5)),
        outcome);
  }

  /** Logits that point at the truth for nine images of ten, and too loudly. */
  static Logits logits(LabelledImages images, long seed) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      double[] row = new double[images.shape().classes()];
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
      int favoured = random.nextInt(10) == 0 ? (images.label(i) + 1) % 3 : images.label(i);
      row[favoured] += 6;
      rows.add(row);
    }
    return Logits.of(rows.toArray(double[][]::new));
  }

  public static Assessment assessment() {
    LabelledImages held = SmallData.bars(300, 6);
    TemperatureScaling scaling = TemperatureScaling.fit(logits(held, 7), held.labels());
    return Assessor.calibrated(TEST, logits(TEST, 8), scaling, shares());
  }

  /** Per test image the share of the images held out that are as unlike. */
  static double[] shares() {
    LabelledImages held = SmallData.bars(300, 6);
    return Unlikeness.of(logits(held, 7), null, held.labels()).shares(logits(TEST, 8), null);
  }
}
