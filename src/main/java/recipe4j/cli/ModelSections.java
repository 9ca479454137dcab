package recipe4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recipe4j.data.DatasetInfo;
import recipe4j.data.Datasets;
import recipe4j.image.Preparation;
import recipe4j.io.UntrustedText;
import recipe4j.model.SavedModel;
import recipe4j.train.History;

/** What a trained model carries with it, as named sections of plain values. */
final class ModelSections {
  private ModelSections() {}

  static Map<String, Map<String, Object>> of(
      DatasetInfo dataset, Map<String, Object> options, History history) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", dataset.name());
    data.put("source", dataset.source());
    data.put("sha256", dataset.sha256());
    if (!dataset.classes().isEmpty()) {
      data.put("classes", dataset.classes());
    }
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("recipe4j", Version.recipe4j());
    versions.put("deeplearning4j", Version.deeplearning4j());
    versions.put("java", Runtime.version().toString());
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    sections.put("dataset", data);
    sections.put("options", options);
    sections.put("versions", versions);
    if (!history.isEmpty()) {
      sections.put("history", new LinkedHashMap<>(history.toMap()));
    }
    return sections;
  }

  /** The dataset that a model was trained on; an empty name for a file that DL4J wrote. */
  static DatasetInfo dataset(SavedModel model) {
    Map<String, Object> section = model.section("dataset");
    Map<String, String> sha256 =
        section.get("sha256") instanceof Map<?, ?> sums
            ? sums.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())))
            : Map.of();
    return new DatasetInfo(
        UntrustedText.line(section.getOrDefault("name", "")),
        UntrustedText.line(section.getOrDefault("source", "")),
        sha256,
        section.get("classes") instanceof List<?> names
            ? names.stream().map(UntrustedText::line).toList()
            : List.of());
  }

  /** How the pictures were prepared that a model was trained on, if it says so. */
  static Optional<Preparation> preparation(SavedModel model) {
    String name = String.valueOf(model.section("options").get(DatasetOptions.PREPARE));
    return Stream.of(Preparation.values())
        .filter(preparation -> preparation.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** Says which number stands for which class, if the classes have names. */
  static void printClasses(Console console, SavedModel model) {
    List<String> names = dataset(model).classes();
    if (!names.isEmpty()) {
      String list =
          IntStream.range(0, names.size())
              .mapToObj(i -> i + " " + names.get(i))
              .collect(Collectors.joining(", "));
      console.out().println("classes: " + list);
    }
  }

  /** A score on images that the model was trained on says nothing about new ones. */
  static void warnIfKnown(Console console, DatasetInfo trainedOn, DatasetInfo scoredOn) {
    if (Datasets.testMayBeKnown(trainedOn, scoredOn)) {
      console
          .err()
          .printf(
              "warning: the model was trained on %s, which holds the test images of %s; the test accuracy is too good%n",
              trainedOn.name(), scoredOn.name());
    }
  }
}
