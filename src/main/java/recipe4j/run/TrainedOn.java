package recipe4j.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.ClassNames;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageShape;
import recipe4j.datasets.Datasets;
import recipe4j.io.Count;
import recipe4j.model.NetworkShape;
import recipe4j.model.SavedModel;

/**
 * A model that is about to be used on images: whether they are those of its training, and whether
 * it has learned from them.
 */
public final class TrainedOn {
  /** Images below which a fitted temperature depends on which ones they are. */
  private static final int FEW = 50;

  private final Path file;
  private final SavedModel model;
  private final Provenance provenance;
  private final DatasetInfo info;

  private TrainedOn(Path file, SavedModel model) {
    this.file = file;
    this.model = model;
    this.provenance = Provenance.of(model);
    this.info = provenance.dataset();
  }

  /**
   * {@return what is known of a model's training}
   *
   * @param file as the user named it, for messages
   * @param model that was read from it
   */
  public static TrainedOn of(Path file, SavedModel model) {
    return new TrainedOn(file, model);
  }

  /** {@return how to load the images of the training; empty if the model does not tell} */
  public Optional<DatasetOrigin> origin() {
    return info.origin();
  }

  /**
   * {@return which part of the training images validated, from 0 to below 1; 0.2 if the model does
   * not tell}
   */
  public double validationSplit() {
    return provenance.validationSplit();
  }

  /**
   * {@return what the network takes and gives: height and width in pixels, and the number of
   * classes}
   */
  public ImageShape shape() {
    return NetworkShape.of(model.network());
  }

  /**
   * {@return what the model's classes are called: a name for each, its number where it has none}
   */
  public ClassNames classes() {
    return ClassNames.of(info.classes(), shape().classes());
  }

  /** {@return the model for results as JSON: {@code model} alone, to be added to} */
  public Map<String, Object> json() {
    return new LinkedHashMap<>(Map.of("model", file.toString()));
  }

  /**
   * Model and images, for results as JSON.
   *
   * @param used the images that it is used on
   * @return {@code model} and {@code dataset}, to be added to
   */
  public Map<String, Object> json(DatasetInfo used) {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("name", used.name());
    dataset.put("source", used.source());
    dataset.put("of_training", provenance.isKnown() ? info.hasFilesOf(used) : null);
    Map<String, Object> values = json();
    values.put("dataset", dataset);
    return values;
  }

  /**
   * {@return what a user should know before the model is used on images, a line each, such as a
   * warning that these are not those of the training}
   */
  public List<String> notes(DatasetInfo used) {
    List<String> notes = new ArrayList<>();
    if (!provenance.isKnown()) {
      notes.add(
          "note: %s does not tell what it was trained on; if that was not %s, name its images with --dataset and --data"
              .formatted(file, words(used)));
    } else if (!info.hasFilesOf(used)) {
      notes.add(
          words(info).equals(words(used))
              ? "warning: the images of %s have changed since the model was trained on them"
                  .formatted(words(used))
              : "warning: the model was trained on %s, and these images are others: %s"
                  .formatted(words(info), words(used)));
    }
    if (Datasets.testMayBeKnown(info, used)) { // such a score says nothing about new images
      notes.add(
          "warning: the model was trained on %s, which holds the test images of %s; the test accuracy is too good"
              .formatted(info.name(), used.name()));
    }
    return notes;
  }

  /**
   * Whether a validation split holds images that the model has learned from: it does if it is
   * larger than that of the training.
   *
   * @param split from 0 to below 1
   * @return a warning for people, or empty
   */
  public Optional<String> splitWarning(double split) {
    double trained = validationSplit();
    return provenance.isKnown() && split > trained
        ? Optional.of(
            "the model was trained with a validation split of %s, so it has learned from some of the images of a split of %s"
                .formatted(trained, split))
        : Optional.empty();
  }

  /**
   * {@return a warning for people if so many validation images are too few to fit a temperature on,
   * or empty}
   */
  public static Optional<String> fewWarning(int images) {
    return images < FEW
        ? Optional.of(
            "%s %s few; take %s or more"
                .formatted(Count.of(images, "validation image"), images == 1 ? "is" : "are", FEW))
        : Optional.empty();
  }

  private static String words(DatasetInfo info) {
    return "%s (%s)".formatted(info.name(), info.source());
  }
}
