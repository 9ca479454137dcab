package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.ModelOption;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.terminal.Console;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.io.Count;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.run.ModelLoader;
import recipe4j.run.Provenance;
import recipe4j.run.RunFolder;
import recipe4j.run.RunLock;
import recipe4j.run.StoredTemperature;

/** {@code recipe4j import}: saves a Keras file as a model of recipe4j. */
@Command(name = "import", description = "Makes a model of recipe4j from a Keras file.")
final class ImportCommand extends ConsoleCommand {
  @Parameters(
      index = "0",
      paramLabel = "KERAS_FILE",
      description = "A .keras or .h5 file; one of weights only needs --onto.")
  private Path keras;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The same as --model.")
  private @Nullable Path argument;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Where to save it, a .zip file, or a folder, which gets a model.zip; by default where the other commands look, runs/latest. A run there is replaced as a whole, and what it told of its images is lost; to keep that, read onto it with --onto.")
  private @Nullable Path named;

  @Option(
      names = "--onto",
      paramLabel = "MODEL",
      description =
          "Read the weights alone, onto this model of the same layers: a run folder, a model.zip, or a .keras or .h5 file.")
  private @Nullable Path base;

  @Option(
      names = "--uncompiled",
      description = "Leave optimizer and loss aside, as compile=False does.")
  private boolean uncompiled;

  @Mixin private Overwrite overwrite;

  ImportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (base != null && uncompiled) {
      throw wrongUsage("--onto takes weights alone, so leave out --uncompiled");
    }
    Path model = target();
    overwrite.check(model);
    SavedModel imported = read();
    Path folder = ModelLoader.folder(model);
    if (RunFolder.isRun(folder) && model.endsWith(RunFolder.MODEL)) {
      replaceRun(folder, imported);
    } else {
      ModelFile.save(model, imported.network(), imported.sections());
    }
    console.result("Saved %s with %s.", model, Count.of(imported.network().numParams(), "weight"));
    return 0;
  }

  private Path target() {
    if (argument != null && named != null) {
      throw wrongUsage(
          "one place to save to is needed, found %s and --model %s; leave one out"
              .formatted(argument, named));
    }
    Path given = argument != null ? argument : named;
    if (given == null) {
      return Path.of(ModelOption.LATEST, RunFolder.MODEL);
    }
    if (Files.isDirectory(given)) {
      return given.resolve(RunFolder.MODEL);
    }
    if (given.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return given;
    }
    if (KerasFile.isKerasFile(given)) {
      throw wrongUsage(
          "a model of recipe4j must not have a Keras name, found %s; take .zip".formatted(given));
    }
    if (Files.exists(given, LinkOption.NOFOLLOW_LINKS)) {
      throw wrongUsage(
          "a model must be saved as a .zip file or into a folder, found %s, which is neither; name another"
              .formatted(given));
    }
    return given.resolve(RunFolder.MODEL);
  }

  /** With --onto the sections of that model stay, except those that are about its weights. */
  private SavedModel read() throws IOException {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("file", keras.getFileName().toString());
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    sections.put("keras", source);
    if (base == null) {
      MultiLayerNetwork net =
          uncompiled
              ? KerasFile.readUncompiled(keras)
              : KerasFile.read(
                  keras,
                  EngineKind.AUTO,
                  EngineOptions.defaults(),
                  note -> console.warn("%s: %s".formatted(keras, note)));
      return new SavedModel(net, sections);
    }
    SavedModel below = ModelLoader.load(base);
    KerasFile.readWeights(keras, below.network());
    source.put("onto", base.toString());
    below.sections().forEach(sections::putIfAbsent);
    sections.keySet().removeAll(StoredTemperature.OF_OTHER_WEIGHTS);
    return new SavedModel(below.network(), sections);
  }

  @SuppressWarnings("try") // the lock is only held
  private void replaceRun(Path folder, SavedModel imported) throws IOException {
    try (RunLock lock = lock(folder)) {
      RunFolder.replaceByModel(folder, imported);
    }
    boolean knowsData = Provenance.of(imported).isKnown();
    String lost =
        knowsData
            ? ""
            : ", with what it told of its dataset and classes; for the new model give --dataset and --data";
    console.note("The run in %s is replaced%s", folder, lost);
  }
}
