package recipe4j.run;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.util.List;
import recipe4j.chart.Picture;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Unlikeness;

/**
 * How a finished network does on the test images.
 *
 * @param calibration what became of the fit of a temperature on the validation images, in a
 *     sentence
 * @param scores at several temperatures, the first being 1
 * @param confusion how often, by true class and then by predicted class
 * @param mistakes the wrong ones that it is surest of, surest first
 * @param samples the first test images
 * @param unlike those that are unlike the validation images; {@link Unlike#UNKNOWN} in files of
 *     earlier versions
 */
public record Assessment(
    String calibration,
    List<Scores> scores,
    List<List<Integer>> confusion,
    List<Example> mistakes,
    List<Example> samples,
    @JacksonInject(UNLIKE) Unlike unlike) {
  /** Under this name {@link RunJson} has what takes the place of a missing {@link #unlike}. */
  static final String UNLIKE = "unlike";

  private static final int MOST_EXAMPLES = 100;
  private static final long MOST_PIXELS = 1L << 26;

  /** Name of the scores at temperature 1. */
  public static final String AS_TRAINED = "as trained";

  /** Name of the scores at the temperature that the recipe takes. */
  static final String RECIPE = "the recipe's";

  /** Name of the scores at the fitted temperature. */
  public static final String CALIBRATED = "calibrated";

  /**
   * One test image and what the network says of it.
   *
   * @param index in the test set, 0-based
   * @param label true class, 0-based
   * @param predicted class of the highest logit, 0-based
   * @param confidence its probability at temperature 1
   * @param logits one per class
   * @param picture the image
   */
  public record Example(
      int index,
      int label,
      int predicted,
      double confidence,
      List<Double> logits,
      Picture picture) {
    /**
     * Keeps a copy of the logits.
     *
     * @throws IllegalArgumentException if there is none, or one is NaN or infinite
     */
    public Example {
      logits = List.copyOf(logits);
      if (logits.isEmpty() || !logits.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "an example needs a finite logit per class, found " + logits);
      }
    }

    /** {@return whether the network is right: whether the predicted class is the true one} */
    public boolean isRight() {
      return label == predicted;
    }

    /**
     * Entropy of its distribution over the classes.
     *
     * @param temperature above 0
     * @return in nats
     */
    public double entropy(double temperature) {
      double[] row = logits.stream().mapToDouble(Double::doubleValue).toArray();
      return Logits.of(new double[][] {row}).atTemperature(temperature).confidence(0).entropy();
    }
  }

  /**
   * The test images that are unlike anything that validated; see {@link Unlikeness}.
   *
   * @param limit the share of validation images that are as unlike: below it an image counts; 0 if
   *     that could not be told
   * @param images how many there are
   * @param errors how many of them are predicted wrong
   * @param examples the most unlike first
   */
  public record Unlike(double limit, int images, int errors, List<Example> examples) {
    /** Where too few images validate to tell. */
    public static final Unlike UNKNOWN = new Unlike(0, 0, 0, List.of());

    /** Keeps a copy. */
    public Unlike {
      examples = List.copyOf(examples);
    }

    /** {@return whether it could be told} */
    public boolean isKnown() {
      return limit > 0;
    }
  }

  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if there are no scores, the confusion is no square, or an
   *     example is of other classes
   */
  public Assessment {
    scores = List.copyOf(scores);
    confusion = confusion.stream().map(List::copyOf).toList();
    mistakes = List.copyOf(mistakes);
    samples = List.copyOf(samples);
    int classes = confusion.size();
    if (classes == 0 || confusion.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException(
          "confusion must be a square, found rows of %s"
              .formatted(confusion.stream().map(List::size).toList()));
    }
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("scores must be given at temperature 1, found none");
    }
    for (List<Example> examples : List.of(mistakes, samples, unlike.examples())) {
      checkPictures(examples);
      examples.forEach(example -> checkClasses(example, classes));
    }
    int total = sum(confusion);
    if (unlike.errors() < 0 || unlike.errors() > unlike.images() || unlike.images() > total) {
      throw new IllegalArgumentException(
          "of %s test images, some may be unlike the others and some of those wrong, found %s and %s"
              .formatted(total, unlike.images(), unlike.errors()));
    }
  }

  private static void checkClasses(Example example, int classes) {
    if (Math.min(example.label(), example.predicted()) < 0
        || Math.max(example.label(), example.predicted()) >= classes
        || example.logits().size() != classes) {
      throw new IllegalArgumentException(
          "an example of %s classes must have a logit of each, and a label and a prediction from 0 to %s, found %s logits, %s and %s"
              .formatted(
                  classes,
                  classes - 1,
                  example.logits().size(),
                  example.label(),
                  example.predicted()));
    }
  }

  /** Bounds what a small file can ask for: a report unpacks and shows every picture. */
  private static void checkPictures(List<Example> examples) {
    long pixels = 0;
    for (Example example : examples) {
      pixels += (long) example.picture().width() * example.picture().height();
      if (examples.size() > MOST_EXAMPLES || pixels > MOST_PIXELS) {
        throw new IllegalArgumentException(
            "there must be at most %s examples of together %s pixels, found more"
                .formatted(MOST_EXAMPLES, MOST_PIXELS));
      }
      example.picture().decoded(); // throws if it is damaged
    }
  }

  /** {@return number of classes, at least 1} */
  public int classes() {
    return confusion.size();
  }

  /** {@return number of test images, at least 1} */
  public int images() {
    return sum(confusion);
  }

  private static int sum(List<List<Integer>> counts) {
    return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  /** {@return how many test images are wrong, 0 or more} */
  public int errors() {
    int errors = images();
    for (int i = 0; i < classes(); i++) {
      errors -= confusion.get(i).get(i);
    }
    return errors;
  }

  /**
   * {@return the scores at a temperature; the first scores if there are none of that name}
   *
   * @param name {@link #AS_TRAINED}, {@link #RECIPE} or {@link #CALIBRATED}
   */
  public Scores scoresAt(String name) {
    return scores.stream().filter(at -> at.name().equals(name)).findFirst().orElse(scores.get(0));
  }

  /** {@return whether a temperature was fitted, so that there are scores at it} */
  public boolean isCalibrated() {
    return scores.stream().anyMatch(at -> at.name().equals(CALIBRATED));
  }
}
