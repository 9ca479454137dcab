package recipe4j.cli;

import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.TrainedOn;
import recipe4j.io.Count;

/** Finds the images again that a model has not learned from. */
final class HeldOut {
  private static final int FEW = 50;

  private HeldOut() {}

  /** A larger split than that of the training reaches into what the model has learned from. */
  static void warnIfLearned(Console console, TrainedOn model, double split) {
    double trained = model.validationSplit();
    if (model.isKnown() && split > trained) {
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
      console
          .err()
          .printf(
              "warning: %s %s few; take %s or more%n",
              Count.of(images, "validation image"), images == 1 ? "is" : "are", FEW);
    }
  }
}
