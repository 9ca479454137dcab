package recipe4j.cli.terminal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.ClassNames;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageShape;
import recipe4j.datasets.Datasets;
import recipe4j.model.NetworkShape;
import recipe4j.model.SavedModel;
import recipe4j.report.ModelSections;

/** What a model was trained on, and what is to be said where it meets other images. */
public final class TrainedOn {
  private final Path file;
  private final SavedModel model;
  private final DatasetInfo info;

  private TrainedOn(Path file, SavedModel model) {
    this.file = file;
    this.model = model;
    this.info = ModelSections.dataset(model);
  }

  public static TrainedOn of(Path file, SavedModel model) {
    return new TrainedOn(file, model);
  }

  public boolean isKnown() {
    return !info.name().isEmpty();
  }

  /** How to load it; empty if the model does not tell. */
  public Optional<DatasetOrigin> origin() {
    return info.origin();
  }

  public double validationSplit() {
    return ModelSections.validationSplit(model);
  }

  public ImageShape shape() {
    return NetworkShape.of(model.network());
  }

  /** What people call a class: its name, or its number where it has none. */
  String className(int index) {
    return classes().of(index);
  }

  /** The model as plain values, for more. */
  public Map<String, Object> json() {
    return new LinkedHashMap<>(Map.of("model", file.toString()));
  }

  /** Model and images as plain values. */
  public Map<String, Object> json(DatasetInfo met) {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("name", met.name());
    dataset.put("source", met.source());
    dataset.put("of_training", isKnown() ? info.hasFilesOf(met) : null);
    Map<String, Object> values = json();
    values.put("dataset", dataset);
    return values;
  }

  /** What its classes are called. */
  public ClassNames classes() {
    return ClassNames.of(info.classes(), shape().classes());
  }

  /** Says so where the model meets other images than those that it was trained on. */
  public void compare(Console console, DatasetInfo met) {
    if (!isKnown()) {
      console
          .err()
          .printf(
              "note: %s does not tell what it was trained on; if that was not %s, name its images with --dataset and --data%n",
              file, words(met));
    } else if (!info.hasFilesOf(met)) {
      console
          .err()
          .printf(
              "warning: the model was trained on %s, and these images are others: %s%n",
              words(info), words(met));
    }
    warnIfKnown(console, met);
  }

  /** A score on images that the model was trained on says nothing about new ones. */
  private void warnIfKnown(Console console, DatasetInfo met) {
    if (Datasets.testMayBeKnown(info, met)) {
      console
          .err()
          .printf(
              "warning: the model was trained on %s, which holds the test images of %s; the test accuracy is too good%n",
              info.name(), met.name());
    }
  }

  private static String words(DatasetInfo info) {
    return "%s (%s)".formatted(info.name(), info.source());
  }
}
