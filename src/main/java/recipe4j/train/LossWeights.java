package recipe4j.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.engine.Engines;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;

/**
 * Factors of the losses of images, by class (Keras's {@code class_weight}) or by image ({@code
 * sample_weight}). As in Keras, those by class hold for the training images alone.
 *
 * <pre>{@code
 * Training.of(net).weights(LossWeights.ofClasses(Map.of(0, 1.0, 1, 9.0))).fit(dataset);
 * }</pre>
 */
public final class LossWeights {
  static final LossWeights NONE = new LossWeights(null, null);
  private static final int MOST_BYTES = 100 << 20;

  private final @Nullable Map<Integer, Double> classes;
  private final double @Nullable [] images;

  private LossWeights(@Nullable Map<Integer, Double> classes, double @Nullable [] images) {
    this.classes = classes;
    this.images = images;
  }

  /**
   * {@return weights by class}
   *
   * @param weights by class number, from 0; those that are missing are 1
   * @throws IllegalArgumentException if one is not finite or below 0
   */
  public static LossWeights ofClasses(Map<Integer, Double> weights) {
    weights.values().forEach(LossWeights::check);
    return new LossWeights(new TreeMap<>(weights), null);
  }

  /**
   * {@return weights by image}
   *
   * @param weights one for each training image, in the dataset's order; or also one for each
   *     validation image after them, as a validation split takes them from the end
   * @throws IllegalArgumentException if one is not finite or below 0
   */
  public static LossWeights ofImages(double... weights) {
    Arrays.stream(weights).forEach(LossWeights::check);
    return new LossWeights(null, weights.clone());
  }

  /**
   * {@return weights by class, of a text}
   *
   * @param text such as {@code 0=1,7=2.5}
   * @throws IllegalArgumentException if it is no such text, or names a class twice
   */
  public static LossWeights parse(String text) {
    Map<Integer, Double> weights = new TreeMap<>();
    for (String one : text.split(",", -1)) {
      String[] parts = one.split("=", -1);
      try {
        int number = Integer.parseInt(parts[0].strip());
        if (parts.length == 2 && weights.put(number, Double.valueOf(parts[1])) == null) {
          continue;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new IllegalArgumentException(
          "weights of classes must be numbers by class, each once, such as 0=1,7=2.5, found "
              + text);
    }
    return ofClasses(weights);
  }

  /**
   * {@return weights by image, of a file}
   *
   * @param file a number on each line, in the order of {@link #ofImages}; up to 100 MB
   * @throws IOException if it can't be read, or a line is no number
   * @throws IllegalArgumentException if a number is not finite or below 0
   */
  public static LossWeights read(Path file) throws IOException {
    String text = new String(RegularFile.bytes(file, MOST_BYTES), StandardCharsets.UTF_8);
    String[] lines = text.strip().split("\\R", -1);
    double[] weights = new double[lines.length];
    for (int i = 0; i < lines.length; i++) {
      try {
        weights[i] = Double.parseDouble(lines[i].strip());
      } catch (NumberFormatException e) {
        throw new IOException(
            "%s must have a number on each line, found %s on line %s"
                .formatted(file, UntrustedText.brief(lines[i]), i + 1),
            e);
      }
    }
    return ofImages(weights);
  }

  private static void check(double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a weight of a loss must be finite and at least 0, found " + weight);
    }
  }

  /** Fails if they are of another dataset, or the network can't take them. */
  void check(MultiLayerNetwork net, ImageDataset dataset) {
    if ((classes != null || images != null) && !Engines.takesWeights(net)) {
      throw new IllegalArgumentException(
          "weights of losses need an engine other than DL4J's own, found that; choose auto");
    }
    int classCount = dataset.shape().classes();
    if (classes != null) {
      for (int number : classes.keySet()) {
        if (number < 0 || number >= classCount) {
          throw new IllegalArgumentException(
              "weights must be of classes 0 to %s, found one of %s"
                  .formatted(classCount - 1, number));
        }
      }
    }
    int train = dataset.train().count();
    int all = train + dataset.validation().count();
    if (images != null && images.length != train && images.length != all) {
      throw new IllegalArgumentException(
          "there must be a weight for each of the %s training images, or of the %s images with those of the validation, found %s"
              .formatted(train, all, images.length));
    }
  }

  /** Of the training images; null for none. */
  float @Nullable [] of(LabelledImages train) {
    if (classes == null) {
      return images == null ? null : floats(images, 0, train.count());
    }
    float[] weights = new float[train.count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = classes.getOrDefault(train.label(i), 1.0).floatValue();
    }
    return weights;
  }

  /** Of the validation images; null for none. */
  float @Nullable [] ofValidation(ImageDataset dataset) {
    int train = dataset.train().count();
    return images == null || images.length == train
        ? null
        : floats(images, train, dataset.validation().count());
  }

  private static float[] floats(double[] all, int from, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) all[from + i];
    }
    return weights;
  }
}
