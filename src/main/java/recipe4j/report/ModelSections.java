package recipe4j.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.Mnist;
import recipe4j.datasets.MnistSample;
import recipe4j.engine.Platform;
import recipe4j.image.Preparation;
import recipe4j.io.UntrustedText;
import recipe4j.model.SavedModel;
import recipe4j.train.History;

/**
 * What a trained model carries with it, as named sections of plain values: {@code dataset}, {@code
 * options}, {@code versions} and, where an epoch has ended, {@code history}.
 *
 * <pre>{@code
 * ModelFile.save(file, net, ModelSections.of(dataset, Map.of("epochs", 10), history));
 * DatasetInfo trainedOn = ModelSections.dataset(ModelFile.load(file));
 * }</pre>
 */
public final class ModelSections {
  private static final String DATASET = "dataset";
  private static final String OPTIONS = "options";
  private static final String CLASSES = "classes";
  private static final String KIND = "kind";
  private static final String FOLDER = "folder";
  private static final String PREPARE = "prepare";
  private static final String SPLIT = "validation-split";

  private ModelSections() {}

  /**
   * The sections of a model.
   *
   * @param dataset what it was trained on
   * @param options how, name to plain value; null stands for an option that was not given, and is
   *     left out
   * @param history its epochs; may be empty
   * @return the sections, for {@link recipe4j.model.ModelFile#save}
   */
  public static Map<String, Map<String, Object>> of(
      ImageDataset dataset, Map<String, ?> options, History history) {
    Map<String, Object> data = facts(dataset);
    if (!dataset.info().classes().isEmpty()) {
      data.put(CLASSES, dataset.info().classes());
    }
    Map<String, Object> given = new LinkedHashMap<>(options);
    given.values().removeIf(value -> value == null);
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    sections.put(DATASET, data);
    sections.put(OPTIONS, given);
    sections.put("versions", Environment.versions(Platform.current()));
    if (!history.isEmpty()) {
      sections.put("history", new LinkedHashMap<>(history.toMap()));
    }
    return sections;
  }

  /** Of a dataset all but its classes. */
  static Map<String, Object> facts(ImageDataset dataset) {
    DatasetInfo info = dataset.info();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", info.name());
    facts.put("source", info.source());
    info.origin()
        .ifPresent(
            origin -> {
              facts.put(KIND, lowerCase(origin.choice()));
              origin.folder().ifPresent(folder -> facts.put(FOLDER, folder.toString()));
              origin.preparation().ifPresent(how -> facts.put(PREPARE, lowerCase(how)));
              facts.put(SPLIT, origin.validationSplit());
            });
    facts.put("train", dataset.train().count());
    facts.put("validation", dataset.validation().count());
    facts.put("test", dataset.test().count());
    facts.put("height", dataset.shape().height());
    facts.put("width", dataset.shape().width());
    facts.put("sha256", info.sha256());
    return facts;
  }

  /**
   * The dataset that a model was trained on, as its file tells: nothing in it is trusted.
   *
   * @param model any model
   * @return an empty name for a file that does not tell, such as one that DL4J wrote
   */
  public static DatasetInfo dataset(SavedModel model) {
    Map<String, Object> section = model.section(DATASET);
    Map<String, String> sha256 =
        section.get("sha256") instanceof Map<?, ?> sums
            ? sums.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())))
            : Map.of();
    DatasetInfo info =
        new DatasetInfo(
            UntrustedText.line(section.getOrDefault("name", "")),
            UntrustedText.line(section.getOrDefault("source", "")),
            sha256,
            section.get(CLASSES) instanceof List<?> names
                ? names.stream().map(UntrustedText::line).toList()
                : List.of(),
            Optional.empty());
    return new DatasetInfo(
        info.name(), info.source(), info.sha256(), info.classes(), origin(model, info));
  }

  private static Optional<DatasetOrigin> origin(SavedModel model, DatasetInfo info) {
    Map<String, Object> section = model.section(DATASET);
    return choice(section, info)
        .map(
            choice ->
                new DatasetOrigin(
                    choice,
                    folder(section, choice),
                    constant(Preparation.values(), value(model, PREPARE)),
                    validationSplit(model)));
  }

  private static Optional<DatasetChoice> choice(Map<String, Object> section, DatasetInfo info) {
    if (section.containsKey(KIND)) {
      return constant(DatasetChoice.values(), section.get(KIND));
    }
    return switch (info.name()) { // models of versions that did not write it
      case "" -> Optional.empty();
      case Mnist.NAME -> Optional.of(DatasetChoice.MNIST);
      case MnistSample.NAME -> Optional.of(DatasetChoice.SAMPLE);
      default ->
          info.sha256().isEmpty()
              ? Optional.empty()
              : Optional.of(ofPictures(info) ? DatasetChoice.IMAGES : DatasetChoice.IDX);
    };
  }

  /** As {@link recipe4j.datasets.ImageFolder} names its checksums. */
  private static boolean ofPictures(DatasetInfo info) {
    return info.sha256().keySet().stream().allMatch(name -> name.endsWith(" pictures"));
  }

  private static Optional<Path> folder(Map<String, Object> section, DatasetChoice choice) {
    boolean fromFolder = choice == DatasetChoice.IDX || choice == DatasetChoice.IMAGES;
    Object name = section.getOrDefault(FOLDER, fromFolder ? section.get("source") : null);
    // a stranger's model must not make this machine ask another one for files
    if (!(name instanceof String text) || text.isBlank() || text.matches("[\\\\/]{2}.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Which part of the training images validated, so that the model has not learned from it.
   *
   * @param model any model
   * @return from 0 to below 1; the recipe's where the file does not tell
   */
  public static double validationSplit(SavedModel model) {
    return value(model, SPLIT) instanceof Number split
            && split.doubleValue() >= 0
            && split.doubleValue() < 1
        ? split.doubleValue()
        : ImageDataset.DEFAULT_VALIDATION_SPLIT;
  }

  /** Earlier versions kept it among the options. */
  private static Object value(SavedModel model, String name) {
    return model.section(DATASET).getOrDefault(name, model.section(OPTIONS).get(name));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, Object name) {
    return Stream.of(all).filter(e -> e.name().equalsIgnoreCase(String.valueOf(name))).findFirst();
  }
}
