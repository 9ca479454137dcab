package recipe4j.run;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;
import recipe4j.datasets.Mnist;
import recipe4j.datasets.MnistSample;
import recipe4j.image.Preparation;
import recipe4j.io.UntrustedText;
import recipe4j.model.SavedModel;
import recipe4j.train.History;

/**
 * What a model was trained on, with which options and versions, and how pictures were prepared. It
 * is kept as named sections of plain values: {@code dataset}, {@code options}, {@code versions}.
 * Models, backups and {@code run.json} are written from it.
 *
 * <pre>{@code
 * Provenance made = Provenance.of(dataset, Map.of("epochs", 10));
 * ModelFile.save(file, net, made.sections(history));
 * DatasetInfo trainedOn = Provenance.of(ModelFile.load(file)).dataset();
 * }</pre>
 */
public final class Provenance {
  /** The section with the options of the training. */
  static final String OPTIONS = "options";

  private static final String DATASET = "dataset";
  private static final String CLASSES = "classes";
  private static final String KIND = "kind";
  private static final String FOLDER = "folder";
  private static final String SPLIT = "validation-split";
  private static final String HEIGHT = "height";

  private final Map<String, Map<String, Object>> sections;

  private Provenance(Map<String, Map<String, Object>> sections) {
    this.sections = sections;
  }

  /**
   * Provenance of a training.
   *
   * @param dataset what is trained on
   * @param options how, name to plain value; null stands for an option that was not given, and is
   *     left out
   * @return its provenance
   */
  public static Provenance of(ImageDataset dataset, Map<String, ?> options) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    sections.put(DATASET, section(dataset));
    sections.put(OPTIONS, TrainOption.given(options));
    sections.put("versions", Environment.versions());
    return new Provenance(sections);
  }

  /**
   * Provenance of a model, as its file tells: nothing in it is trusted.
   *
   * @param model any model
   * @return its provenance; nothing is known of a file that does not tell, such as one that DL4J
   *     wrote
   */
  public static Provenance of(SavedModel model) {
    return new Provenance(model.sections());
  }

  /** Provenance of the training that a backup is of: nothing in it is trusted. */
  static Provenance of(Backup backup) {
    return new Provenance(backup.sections());
  }

  private static Map<String, Object> section(ImageDataset dataset) {
    DatasetInfo info = dataset.info();
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("name", info.name());
    section.put("source", info.source());
    info.origin()
        .ifPresent(
            origin -> {
              section.put(KIND, lowerCase(origin.choice()));
              origin.folder().ifPresent(folder -> section.put(FOLDER, folder.toString()));
              origin
                  .preparation()
                  .ifPresent(how -> section.put(TrainOption.PREPARE.key(), lowerCase(how)));
              section.put(SPLIT, origin.validationSplit());
              section.putAll(origin.layout().toMap());
            });
    section.put("train", dataset.train().count());
    section.put("validation", dataset.validation().count());
    section.put("test", dataset.test().count());
    section.put(HEIGHT, dataset.shape().height());
    section.put("width", dataset.shape().width());
    section.put("sha256", info.sha256());
    if (!info.classes().isEmpty()) {
      section.put(CLASSES, info.classes());
    }
    return section;
  }

  /**
   * {@return what a model carries: name to plain values, for {@link recipe4j.model.ModelFile#save}}
   */
  public Map<String, Map<String, Object>> sections() {
    return new LinkedHashMap<>(sections);
  }

  /**
   * {@return what a trained model carries: name to plain values, for {@link
   * recipe4j.model.ModelFile#save}}
   *
   * @param history its epochs, kept as the section {@code history}; if it is empty, there is none
   */
  public Map<String, Map<String, Object>> sections(History history) {
    Map<String, Map<String, Object>> all = sections();
    if (!history.isEmpty()) {
      all.put("history", new LinkedHashMap<>(history.toMap()));
    }
    return all;
  }

  /**
   * {@return what {@code run.json} tells of the dataset: as a model's section, but with the number
   * of the classes beside their names}
   */
  public static Map<String, Object> runJson(ImageDataset dataset) {
    Map<String, Object> section = section(dataset);
    section.remove(CLASSES);
    section.put(CLASSES, dataset.shape().classes());
    if (!dataset.info().classes().isEmpty()) {
      section.put(Run.CLASS_NAMES, dataset.info().classes());
    }
    return section;
  }

  /**
   * {@return whether it is known what the model was trained on: not for a file that does not tell}
   */
  public boolean isKnown() {
    return !dataset().name().isEmpty();
  }

  /** {@return the dataset of the training; its name is empty if it is not known} */
  public DatasetInfo dataset() {
    Map<String, Object> section = section(DATASET);
    Map<String, String> sha256 =
        section.get("sha256") instanceof Map<?, ?> sums
            ? sums.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())))
            : Map.of();
    String name = UntrustedText.line(section.getOrDefault("name", ""));
    return new DatasetInfo(
        name,
        UntrustedText.line(section.getOrDefault("source", "")),
        sha256,
        section.get(CLASSES) instanceof List<?> names
            ? names.stream().map(UntrustedText::line).toList()
            : List.of(),
        choice(name, sha256)
            .map(
                choice ->
                    new DatasetOrigin(
                        choice,
                        folder(choice),
                        constant(Preparation.values(), value(TrainOption.PREPARE.key())),
                        validationSplit(),
                        DataLayout.of(section))));
  }

  /**
   * Loads the images of the training again, split and prepared as they were.
   *
   * @return training, validation and test images
   * @throws IOException if they are not known, or can't be read
   */
  public ImageDataset load() throws IOException {
    DatasetOrigin origin =
        dataset()
            .origin()
            .orElseThrow(
                () -> new IOException("the file does not tell what it was trained on; load that"));
    DataOptions.Builder options =
        DataOptions.builder().validationSplit(origin.validationSplit()).download(false);
    origin.folder().ifPresent(options::folder);
    origin.preparation().ifPresent(options::preparation);
    options.layout(origin.layout());
    if (section(DATASET).get(HEIGHT) instanceof Integer side && side > 0) {
      options.side(side);
    }
    return Datasets.load(origin.choice(), options.build()).dataset();
  }

  private Optional<DatasetChoice> choice(String name, Map<String, String> sha256) {
    Map<String, Object> section = section(DATASET);
    if (section.containsKey(KIND)) {
      return constant(DatasetChoice.values(), section.get(KIND));
    }
    return switch (name) { // models of versions that did not write it
      case "" -> Optional.empty();
      case Mnist.NAME -> Optional.of(DatasetChoice.MNIST);
      case MnistSample.NAME -> Optional.of(DatasetChoice.SAMPLE);
      default ->
          sha256.isEmpty()
              ? Optional.empty()
              : Optional.of(ofPictures(sha256) ? DatasetChoice.IMAGES : DatasetChoice.IDX);
    };
  }

  /** Whether these are checksums as {@link recipe4j.datasets.ImageFolder} names them. */
  private static boolean ofPictures(Map<String, String> sha256) {
    return sha256.keySet().stream().allMatch(name -> name.endsWith(" pictures"));
  }

  private Optional<Path> folder(DatasetChoice choice) {
    Map<String, Object> section = section(DATASET);
    boolean fromFolder = choice != DatasetChoice.MNIST && choice != DatasetChoice.SAMPLE;
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
   * {@return which part of the training images validated, so that the model has not learned from
   * it: from 0 to below 1; the recipe's 0.2 if it is not known}
   */
  public double validationSplit() {
    return value(SPLIT) instanceof Number split
            && split.doubleValue() >= 0
            && split.doubleValue() < 1
        ? split.doubleValue()
        : ImageDataset.DEFAULT_VALIDATION_SPLIT;
  }

  /** A value of the dataset; earlier versions kept some among the options. */
  private @Nullable Object value(String name) {
    return section(DATASET).getOrDefault(name, section(OPTIONS).get(name));
  }

  private Map<String, Object> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, @Nullable Object name) {
    return Stream.of(all).filter(e -> e.name().equalsIgnoreCase(String.valueOf(name))).findFirst();
  }
}
