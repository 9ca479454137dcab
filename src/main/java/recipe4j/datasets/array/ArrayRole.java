package recipe4j.datasets.array;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an array is for, told by its name: x_train, TrainLabels, test_images, y. */
enum ArrayRole {
  IMAGES,
  LABELS,
  TEST_IMAGES,
  TEST_LABELS;

  private static final Pattern TEST = Pattern.compile("test|t10k");
  private static final Pattern VALIDATION =
      Pattern.compile("(^|[^a-z])[xy]?(val|valid|validation|dev)([^a-z]|$)");
  private static final Pattern LABEL =
      Pattern.compile("label|lbl|target|class|(^|[^a-z])ys?(train|test|$|[^a-z])");
  private static final Pattern IMAGE =
      Pattern.compile("image|img|pixel|data|digit|(^|[^a-z])xs?(train|test|$|[^a-z])");

  /** The role that a name tells; empty for another one, and for validation. */
  static Optional<ArrayRole> of(String name) {
    String words = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    boolean labels = LABEL.matcher(words).find();
    if (VALIDATION.matcher(words).find() || (!labels && !IMAGE.matcher(words).find())) {
      return Optional.empty();
    }
    boolean test = TEST.matcher(words).find();
    return Optional.of(labels ? test ? TEST_LABELS : LABELS : test ? TEST_IMAGES : IMAGES);
  }
}
