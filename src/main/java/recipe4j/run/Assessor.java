package recipe4j.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.chart.Picture;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;
import recipe4j.model.LastLayerInput;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.Unlikeness;
import recipe4j.uncertainty.calibration.TemperatureScaling;

/** Computes the {@link Assessment} of a finished network on validation and test images. */
public final class Assessor {
  private static final int MOST_EXAMPLES = 12;
  private static final int SAMPLES = 10;
  private static final double RECIPE_TEMPERATURE = 0.6;

  private final LabelledImages test;
  private final Logits logits;
  private final Probabilities probabilities;

  private Assessor(LabelledImages test, Logits logits) {
    this.test = test;
    this.logits = logits;
    this.probabilities = logits.softmax();
  }

  /**
   * Fits a temperature on the validation images, if there are any, and scores the test images.
   *
   * @param net with a softmax at its end; it is not changed
   * @param dataset of its training
   * @return the assessment
   * @throws IllegalArgumentException if the network has no softmax, its logits are not finite, or
   *     there is no test image
   */
  public static Assessment assess(MultiLayerNetwork net, ImageDataset dataset) {
    Predictor predictor = Predictor.of(net);
    LabelledImages held = dataset.validation();
    LabelledImages test = dataset.test();
    Logits logits = predictor.logits(test);
    if (held.count() == 0) {
      return uncalibrated(test, logits);
    }
    Logits heldLogits = predictor.logits(held);
    double[] shares = {};
    if (held.count() >= Unlikeness.LEAST_IMAGES) {
      double[][] features = LastLayerInput.of(net, held).orElse(null);
      shares =
          Unlikeness.of(heldLogits, features, held.labels())
              .shares(logits, LastLayerInput.of(net, test).orElse(null));
    }
    return calibrated(test, logits, TemperatureScaling.fit(heldLogits, held.labels()), shares);
  }

  /**
   * Scores the test images alone.
   *
   * @param test at least one image
   * @param logits of the network, a row for each image
   * @return an assessment without a fitted temperature
   */
  public static Assessment uncalibrated(LabelledImages test, Logits logits) {
    return new Assessor(test, logits)
        .assessment("No temperature was fitted, as no image validates.", 1, new double[0]);
  }

  /**
   * Scores the test images also at a fitted temperature; without a finite optimum that is 1.
   *
   * @param shares per test image the share of validation images that are as unlike; empty if
   *     unknown
   */
  static Assessment calibrated(
      LabelledImages test, Logits logits, TemperatureScaling scaling, double[] shares) {
    return new Assessor(test, logits)
        .assessment(
            "Fitted on the validation images: %s.".formatted(scaling.summary()),
            scaling.isFinite() ? scaling.temperature() : 1,
            shares);
  }

  private Assessment assessment(String calibration, double fitted, double[] shares) {
    int[] labels = test.labels();
    List<Scores> scores = new ArrayList<>();
    scores.add(Scores.of(Assessment.AS_TRAINED, 1, logits, labels));
    if (fitted != 1) {
      scores.add(Scores.of(Assessment.CALIBRATED, fitted, logits, labels));
    }
    scores.add(Scores.of(Assessment.RECIPE, RECIPE_TEMPERATURE, logits, labels));
    return new Assessment(
        calibration,
        scores,
        confusion(labels),
        mistakes(labels),
        samples(),
        unlike(labels, shares));
  }

  private List<List<Integer>> confusion(int[] labels) {
    int classes = test.shape().classes();
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][logits.argmax(i)]++;
    }
    return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  private Assessment.Unlike unlike(int[] labels, double[] shares) {
    if (shares.length == 0) {
      return Assessment.Unlike.UNKNOWN;
    }
    List<Integer> found =
        IntStream.range(0, shares.length)
            .filter(i -> shares[i] < Unlikeness.LIMIT)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> shares[i]))
            .toList();
    int errors = (int) found.stream().filter(i -> logits.argmax(i) != labels[i]).count();
    return new Assessment.Unlike(
        Unlikeness.LIMIT,
        found.size(),
        errors,
        found.stream().limit(MOST_EXAMPLES).map(this::example).toList());
  }

  private List<Assessment.Example> mistakes(int[] labels) {
    return IntStream.range(0, labels.length)
        .filter(i -> logits.argmax(i) != labels[i])
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -confidence(i)))
        .limit(MOST_EXAMPLES)
        .map(this::example)
        .toList();
  }

  private List<Assessment.Example> samples() {
    return IntStream.range(0, Math.min(SAMPLES, test.count())).mapToObj(this::example).toList();
  }

  private double confidence(int image) {
    return probabilities.get(image, logits.argmax(image));
  }

  private Assessment.Example example(int image) {
    ImageShape shape = test.shape();
    return new Assessment.Example(
        image,
        test.label(image),
        logits.argmax(image),
        confidence(image),
        Arrays.stream(logits.row(image)).boxed().toList(),
        Picture.grey(test.pixels(image), shape.width(), shape.height()));
  }
}
