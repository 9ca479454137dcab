package recipe4j.cli;

import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.model.SavedModel;

/** Finds the images again that a model has not learned from. */
final class HeldOut {
  private static final int FEW = 50;

  private HeldOut() {}

  /** The split that the model was trained with; the recipe's where the file does not tell. */
  static double validationSplit(SavedModel model) {
    return model.section("options").get("validation-split") instanceof Number split
        ? split.doubleValue()
        : ImageDataset.DEFAULT_VALIDATION_SPLIT;
  }

  /** A larger split than that of the training reaches into what the model has learned from. */
  static void warnIfLearned(Console console, SavedModel model, double split) {
    if (model.section("options").get("validation-split") instanceof Number trained
        && split > trained.doubleValue()) {
      console
          .err()
          .printf(
              "warning: the model was trained with a validation split of %s, so it has learned from some of the images of a split of %s%n",
              trained, split);
    }
  }

  /** A temperature of a few images fits their chance. */
  static void warnIfFew(Console console, int images) {
    if (images < FEW) {
      console.err().printf("warning: %d validation images are few; take %d or more%n", images, FEW);
    }
  }

  /** Held-out images are only held out of the dataset that the model was trained on. */
  static void warnIfOther(Console console, SavedModel model, DatasetInfo dataset) {
    DatasetInfo trainedOn = ModelSections.dataset(model);
    if (!trainedOn.name().isEmpty() && !trainedOn.sha256().equals(dataset.sha256())) {
      console
          .err()
          .printf(
              "warning: the model was trained on %s, not on these files of %s, so it may know some of the validation images%n",
              trainedOn.name(), dataset.name());
    }
    ModelSections.warnIfKnown(console, trainedOn, dataset);
  }
}
