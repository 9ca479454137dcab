package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import recipe4j.datasets.pictures.UserPictures;
import recipe4j.run.TrainedOn;
import recipe4j.uncertainty.Confidence;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.TemperatureSampler;
import recipe4j.uncertainty.Unlikeness;

/** Predictions as plain values, an entry per image. */
public final class PredictionJson {
  private PredictionJson() {}

  /**
   * The predictions.
   *
   * @param labels the true classes, or null if they are not known
   * @param decisions what else was asked for, or null
   * @param origins where each image is from, or null for images of a dataset
   * @param shares of held-out images that are as unlike, or null if the model does not tell
   */
  public static Map<String, Object> of(
      Logits logits,
      double temperature,
      int @Nullable [] labels,
      @Nullable List<UserPictures.Origin> origins,
      double @Nullable [] shares,
      OptionalLong drawSeed,
      TrainedOn model,
      @Nullable Decisions decisions) {
    Probabilities probabilities = logits.atTemperature(temperature);
    int[] drawn =
        drawSeed.isPresent()
            ? TemperatureSampler.of(logits, temperature).draw(drawSeed.getAsLong())
            : null;
    List<Map<String, Object>> images = new ArrayList<>();
    for (int i = 0; i < probabilities.rows(); i++) {
      Confidence confidence = probabilities.confidence(i);
      Map<String, Object> image = new LinkedHashMap<>();
      image.put("index", i);
      if (origins != null) {
        image.put("file", origins.get(i).file().toString());
        image.put("prepared", origins.get(i).picture() ? origins.get(i).how() : null);
        image.put("doubts", origins.get(i).doubts());
      }
      if (labels != null) {
        image.put("label", labels[i]);
      }
      int predicted = probabilities.argmax(i);
      image.put("predicted", predicted);
      image.put("name", model.classes().of(predicted));
      image.put("probability", probabilities.get(i, predicted));
      image.put("entropy", confidence.entropy());
      if (shares != null) {
        image.put("held_out_share", shares[i]);
        image.put("unlike", shares[i] < Unlikeness.LIMIT);
      }
      if (drawn != null) {
        image.put("drawn", drawn[i]);
      }
      image.put("logits", logits.row(i));
      image.put("probabilities", probabilities.row(i));
      images.add(image);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("temperature", temperature);
    values.put(
        "classes",
        IntStream.range(0, probabilities.classes()).mapToObj(model.classes()::of).toList());
    if (decisions != null) {
      decisions.addTo(values, images, logits);
    }
    values.put("images", images);
    return values;
  }
}
