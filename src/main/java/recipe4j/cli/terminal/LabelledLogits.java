package recipe4j.cli.terminal;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.LabelledImages;
import recipe4j.io.Count;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Logits;

/** Logits of a network for labelled images, with the labels. */
public final class LabelledLogits {
  private final String name;
  private final Logits logits;
  private final int[] labels;

  private LabelledLogits(String name, Logits logits, int[] labels) {
    this.name = name;
    this.logits = logits;
    this.labels = labels;
  }

  /**
   * Asks a network about images: at least one, of two classes; {@code name} is "validation" or
   * "test".
   */
  public static LabelledLogits of(MultiLayerNetwork net, LabelledImages images, String name) {
    if (images.count() == 0) {
      throw new IllegalArgumentException(
          "at least one %s image is needed, found none; take a dataset with some".formatted(name));
    }
    int[] labels = images.labels();
    if (Arrays.stream(labels).distinct().count() == 1) {
      throw new IllegalArgumentException(
          "images of at least two classes are needed, found %s of class %s only; take images of every class"
              .formatted(Count.of(labels.length, name + " image"), labels[0]));
    }
    return new LabelledLogits(name, Predictor.of(net).logits(images), labels);
  }

  String name() {
    return name;
  }

  /** The logits, one row per image. */
  public Logits logits() {
    return logits;
  }

  /** The true classes, one per image, 0-based. */
  public int[] labels() {
    return labels.clone();
  }
}
