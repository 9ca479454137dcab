package recipe4j.cli;

import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.LabelledImages;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Logits;

/** What a network says to images whose classes are known. */
final class JudgedImages {
  private final String name;
  private final Logits logits;
  private final int[] labels;

  private JudgedImages(String name, Logits logits, int[] labels) {
    this.name = name;
    this.logits = logits;
    this.labels = labels;
  }

  /** At least one image, and two classes; {@code name} is "validation" or "test". */
  static JudgedImages of(MultiLayerNetwork net, LabelledImages images, String name) {
    if (images.count() == 0) {
      throw new IllegalArgumentException(
          "at least one %s image is needed, found none; take a dataset with some".formatted(name));
    }
    int[] labels = images.labels();
    if (Arrays.stream(labels).distinct().count() == 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images of at least two classes are needed, found %,d %s images of class %d only; take images of every class",
              labels.length,
              name,
              labels[0]));
    }
    return new JudgedImages(name, Predictor.of(net).logits(images), labels);
  }

  String name() {
    return name;
  }

  Logits logits() {
    return logits;
  }

  int[] labels() {
    return labels.clone();
  }
}
