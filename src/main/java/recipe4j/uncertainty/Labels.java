package recipe4j.uncertainty;

/** Checks labels, and compares them with predictions. */
public final class Labels {
  private Labels() {}

  /**
   * Checks that there is one label for each row, each a class number from 0.
   *
   * @param scores one row an image
   * @param labels class numbers, 0-based
   * @throws IllegalArgumentException with what was found, if not
   */
  public static void check(ClassScores<?> scores, int[] labels) {
    if (labels.length != scores.rows()) {
      throw new IllegalArgumentException(
          "every sample needs one label, found %s labels for %s samples"
              .formatted(labels.length, scores.rows()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= scores.classes()) {
        throw new IllegalArgumentException(
            "labels must be 0 to %s, found %s for sample %s"
                .formatted(scores.classes() - 1, labels[i], i));
      }
    }
  }

  /** Whether the class with the highest score is the true one, per sample. */
  public static boolean[] hits(ClassScores<?> scores, int[] labels) {
    check(scores, labels);
    boolean[] hits = new boolean[labels.length];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = scores.argmax(i) == labels[i];
    }
    return hits;
  }
}
