package recipe4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import recipe4j.io.AtomicFile;
import recipe4j.io.Folders;
import recipe4j.io.WriteFailure;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.regression.LossCurve;

/**
 * The folder that a training leaves: {@code run.json}, {@code history.json}, {@code history.csv},
 * {@code assessment.json}, {@code model.zip}, {@code report.html}, {@code loss-curve.png} and the
 * figures in {@code plots}. They take the place of an earlier run's together, or not at all.
 */
public final class RunFolder {
  /** Name of the page. */
  public static final String PAGE = "report.html";

  /** Name of the model file. */
  public static final String MODEL = "model.zip";

  /** Name of the folder of the figures. */
  public static final String PLOTS = "plots";

  /** All figures that a run can have: files of these names in {@link #PLOTS}, .svg and .png. */
  public static final List<String> FIGURES =
      List.of(
          "loss",
          "accuracy",
          "reliability-before",
          "reliability-after",
          "entropy",
          "confusion",
          "mistakes",
          "unlike");

  /** Name of the picture of the loss curve alone. */
  public static final String LOSS_CURVE = "loss-curve.png";

  private static final String FACTS = "run.json";
  private static final String HISTORY_JSON = "history.json";
  private static final String HISTORY_CSV = "history.csv";
  private static final String ASSESSMENT = "assessment.json";

  private RunFolder() {}

  /**
   * Makes sure, before hours are spent, that the folder can be written.
   *
   * @param folder made if it is missing
   * @throws IOException if it can't be written
   */
  public static void prepare(Path folder) throws IOException {
    try {
      AtomicFile.probe(Folders.create(folder));
    } catch (IOException e) {
      throw new IOException(
          "cannot write to the run folder %s (%s); mend that, or choose another with --run DIR"
              .formatted(folder, WriteFailure.reason(folder.resolve(FACTS), e)),
          e);
    }
  }

  /**
   * {@return whether a folder, which may be missing, holds a run that has ended, whose files {@link
   * #read} finds}
   */
  public static boolean isRun(Path folder) {
    try {
      return Files.isRegularFile(FolderSwap.find(folder, FACTS));
    } catch (IOException e) {
      return false;
    }
  }

  /** {@return the file of a run's model; it may be missing} */
  public static Path model(Path folder) {
    try {
      return FolderSwap.find(folder, MODEL);
    } catch (IOException e) { // damaged; whoever reads the run will say so
      return folder.resolve(MODEL);
    }
  }

  /**
   * Completes what a killed process had all but written, and removes what it left half-written.
   * Nobody else may be writing there. Nothing is changed through a link that leads out of the
   * folder.
   *
   * @param folder of a run
   * @throws IOException if the folder can't be written, or a folder in it is a link
   */
  public static void recover(Path folder) throws IOException {
    Path plots = Folders.toFill(folder, PLOTS);
    FolderSwap.complete(folder, files());
    AtomicFile.removeLeftovers(folder);
    AtomicFile.removeLeftovers(plots);
  }

  /**
   * Replaces the files of an earlier run, if there is one: all of them, or none if one can't be
   * written.
   *
   * @param folder made if it is missing
   * @param writer writes the files of the new run into the folder that it is given
   * @throws IOException if a file can't be written; the earlier run is then as it was
   */
  public static void replace(Path folder, FolderSwap.Writer writer) throws IOException {
    Folders.toFill(folder, PLOTS);
    FolderSwap.write(folder, files(), writer);
  }

  /**
   * Puts a model alone in the place of a run, or of nothing.
   *
   * @param folder made if it is missing; the other files of the earlier run are removed
   * @param model what to save
   * @throws IOException if the folder can't be written; the earlier run is then as it was
   */
  public static void replaceByModel(Path folder, SavedModel model) throws IOException {
    replace(
        folder, files -> ModelFile.save(files.resolve(MODEL), model.network(), model.sections()));
  }

  /**
   * Makes sure that a folder is a run's, empty, or one whose files a run does not touch.
   *
   * @param folder may be missing
   * @throws IOException with the file, if a run would replace one that is not a run's
   */
  public static void checkOwn(Path folder) throws IOException {
    if (!isOwn(folder)) {
      requireNone(folder, files());
    }
  }

  /** Makes sure that none of a run's files is in a folder that is not known to be a run's. */
  static void requireNone(Path folder, List<String> names) throws IOException {
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(
            "%s holds %s and is no run folder, so it is not written to; name another with --run DIR, or replace what a run has with --overwrite"
                .formatted(folder, name));
      }
    }
  }

  private static boolean isOwn(Path folder) {
    try {
      RunJson.read(FolderSwap.find(folder, FACTS), RunFacts.class);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** All files that a run may have. */
  private static List<String> files() {
    List<String> files =
        new ArrayList<>(
            List.of(FACTS, HISTORY_JSON, HISTORY_CSV, ASSESSMENT, MODEL, PAGE, LOSS_CURVE));
    for (String figure : FIGURES) {
      files.add("%s/%s.svg".formatted(PLOTS, figure));
      files.add("%s/%s.png".formatted(PLOTS, figure));
    }
    return files;
  }

  /**
   * Writes all but the model, the page and the figures. What an earlier run left under the same
   * names is replaced.
   *
   * @param folder made if it is missing
   * @param run what to write
   * @throws IOException if a file can't be written
   */
  public static void write(Path folder, Run run) throws IOException {
    if (run.assessment().isPresent()) {
      RunJson.write(folder.resolve(ASSESSMENT), run.assessment().get());
    } else {
      Files.deleteIfExists(folder.resolve(ASSESSMENT));
    }
    write(folder.resolve(HISTORY_JSON), run.curve().table().json());
    write(folder.resolve(HISTORY_CSV), run.curve().table().csv());
    RunJson.write(folder.resolve(FACTS), run.facts());
  }

  /**
   * Reads a run. Files may be damaged or foreign: nothing in them is trusted.
   *
   * @param folder that {@link #write} wrote
   * @return the run, named after the folder
   * @throws IOException if a file is missing or damaged
   */
  public static Run read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "no run folder at %s; train first, with --run %s".formatted(folder, folder));
    }
    Folders.requireOpen(folder);
    RunFacts facts = RunJson.read(existing(folder, FACTS), RunFacts.class);
    Path file = existing(folder, HISTORY_JSON);
    LossCurve read = LossCurve.read(file);
    double epochs = RunFacts.number(facts.outcome(), "epochs").orElse(read.epochs());
    if (epochs != read.epochs()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is damaged (%s tells of %.0f epochs, found %d); train again",
              file,
              FACTS,
              epochs,
              read.epochs()));
    }
    Path assessment = FolderSwap.find(folder, ASSESSMENT);
    return new Run(
        name(folder),
        facts,
        shifted(read, facts),
        Files.exists(assessment)
            ? Optional.of(RunJson.read(assessment, Assessment.class))
            : Optional.empty());
  }

  /** {@return what to call the run in a folder: the folder's own name} */
  public static String name(Path folder) {
    Path named = folder.toAbsolutePath().normalize();
    return String.valueOf(named.getNameCount() == 0 ? named : named.getFileName());
  }

  /** The curve from the run's first epoch on, which Keras's layout of a history does not tell. */
  private static LossCurve shifted(LossCurve read, RunFacts facts) {
    int first = (int) Math.max(0, RunFacts.number(facts.outcome(), "first_epoch").orElse(0));
    Map<String, double[]> figures = new LinkedHashMap<>();
    read.metrics().forEach(metric -> figures.put(metric, read.values(metric)));
    read.learningRates().ifPresent(rates -> figures.put("learning_rate", rates));
    return LossCurve.of(first, figures);
  }

  private static Path existing(Path folder, String name) throws IOException {
    Path file = FolderSwap.find(folder, name);
    if (!Files.exists(file)) { // of another kind: whoever opens it will say so
      throw new IOException(
          "%s holds no %s, so it is no run folder or its training has not ended; wait for the end, or train with --run %s"
              .formatted(folder, name, folder));
    }
    return file;
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(UTF_8));
  }
}
