package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.options.DecisionOptions;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.JsonOutput;
import recipe4j.cli.options.ModelOption;
import recipe4j.cli.options.PictureOptions;
import recipe4j.cli.options.UnreadableOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.Decisions;
import recipe4j.cli.terminal.PredictionJson;
import recipe4j.cli.terminal.PredictionTable;
import recipe4j.data.ClassNames;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.pictures.UserPictures;
import recipe4j.io.TextWidth;
import recipe4j.model.NetworkShape;
import recipe4j.model.Predictor;
import recipe4j.model.SavedModel;
import recipe4j.model.StoredUnlikeness;
import recipe4j.run.ModelLoader;
import recipe4j.run.StoredTemperature;
import recipe4j.run.TrainedOn;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.TemperatureTable;
import recipe4j.uncertainty.Unlikeness;

/** {@code recipe4j predict}: class probabilities of a model for images. */
@Command(
    name = "predict",
    description =
        "Prints class probabilities at a temperature, for the first test images or for files.")
final class PredictCommand extends ConsoleCommand {
  @Option(
      names = "--temperature",
      defaultValue = "1",
      paramLabel = "T",
      converter = Converters.Temperature.class,
      description = "Divides the logits: 0 is certain, inf is uniform.")
  private double temperature;

  @Option(
      names = "--calibrated",
      description = "Take the temperature that `calibrate` stored with the model.")
  private boolean calibrated;

  @Option(
      names = "--first",
      defaultValue = "10",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "How many test images, or images of each IDX file.")
  private int first;

  @Option(
      names = "--compare",
      description = "Compare the temperatures 0, 0.25, 0.6, 1, 2, 5 and infinity instead.")
  private boolean compare;

  @Option(
      names = "--draw",
      paramLabel = "SEED",
      description = "Also draw a class from the probabilities, reproducibly.")
  private @Nullable Long drawSeed;

  @Mixin private ModelOption option;
  @Mixin private DecisionOptions deciding;
  @Mixin private PictureOptions own;
  @Mixin private JsonOutput json;
  @Mixin private EngineArguments engine;
  @Mixin private DatasetOptions data;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Pictures of any size (PNG, JPEG, BMP, GIF), IDX files, or folders of them; a model may stand before them.")
  private List<Path> files = List.of();

  PredictCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (calibrated && spec.commandLine().getParseResult().hasMatchedOption("--temperature")) {
      throw wrongUsage("--temperature and --calibrated exclude each other; give one");
    }
    if (json.isWanted() && compare) {
      throw wrongUsage("--json gives one temperature, so leave out --compare");
    }
    boolean modelFirst = PictureOptions.startWithModel(files);
    Path source = option.given(modelFirst ? files.get(0) : null);
    SavedModel saved = ModelLoader.load(source, engine.kind, engine.options());
    double divisor = calibrated ? StoredTemperature.of(saved, source) : temperature;
    Decisions decisions = deciding.decisions(saved, source);
    TrainedOn trainedOn = TrainedOn.of(source, saved);
    data.defaultTo(trainedOn);
    List<Path> pictures = files.subList(modelFirst ? 1 : 0, files.size());
    LabelledImages images;
    UserPictures read = null;
    UnreadableOptions.Tally unreadable = data.unreadable(console);
    Map<String, Object> values = trainedOn.json();
    boolean labelled = pictures.isEmpty();
    if (labelled && own.isSaving()) {
      throw wrongUsage(
          "--save-prepared keeps how pictures were prepared, found none; name pictures, or leave it out");
    }
    if (labelled) {
      ImageDataset dataset = data.load(console);
      images = dataset.test().first(first);
      values = trainedOn.json(dataset.info());
    } else {
      read =
          own.read(
              console,
              unreadable,
              pictures,
              NetworkShape.of(saved.network()),
              first,
              data.preparation(console));
      own.save(console, read);
      images = read.images();
    }
    Logits logits = Predictor.of(saved.network()).logits(images);
    double[] shares = shares(source, saved, images, logits, labelled);
    int[] labels = labelled ? images.labels() : null;
    OptionalLong seed = drawSeed == null ? OptionalLong.empty() : OptionalLong.of(drawSeed);
    if (json.isWanted()) {
      values.putAll(
          PredictionJson.of(
              logits,
              divisor,
              labels,
              read == null ? null : read.origins(),
              shares,
              seed,
              trainedOn,
              decisions));
      JsonOutput.print(console, values);
      return unreadable.any() ? 1 : 0;
    }
    ClassNames names = trainedOn.classes();
    PredictionTable table = PredictionTable.of(names, logits, divisor, labels, seed);
    if (images.count() == 1) {
      console.out().println(table.answer());
    }
    tellUnlike(shares);
    if (read != null) {
      own.show(console, read);
    }
    if (compare) {
      int width = names.columns("class");
      console
          .out()
          .print(
              TemperatureTable.of(logits, compared(divisor))
                  .text(TextWidth.right("class", width), c -> TextWidth.right(names.of(c), width)));
    } else {
      console.result("temperature %s", divisor);
      console.out().print(table.text());
    }
    if (decisions != null) {
      decisions.print(console, names, logits);
    }
    return unreadable.any() ? 1 : 0;
  }

  /** Per image, which share of held-out images is as unlike; null if the model does not tell. */
  private double @Nullable [] shares(
      Path source, SavedModel saved, LabelledImages images, Logits logits, boolean labelled) {
    Optional<Unlikeness> known = StoredUnlikeness.of(saved, source);
    if (known.isEmpty() && !labelled) {
      console
          .err()
          .println(
              "note: the model tells no image that is unlike those it was trained on; `recipe4j calibrate` lets it");
    }
    return known
        .map(measure -> StoredUnlikeness.shares(measure, saved, images, logits))
        .orElse(null);
  }

  private void tellUnlike(double @Nullable [] shares) {
    for (int i = 0; shares != null && i < shares.length; i++) {
      if (shares[i] < Unlikeness.LIMIT) {
        console.result(
            "image %d: unlike anything it was trained on; %.1f%% of held-out images are as unlike",
            i, 100 * shares[i]);
      }
    }
  }

  /** The usual temperatures, with the fitted one if it is used. */
  private List<Double> compared(double fitted) {
    Stream<Double> usual = TemperatureTable.DEFAULT_TEMPERATURES.stream();
    return calibrated
        ? Stream.concat(usual, Stream.of(fitted)).distinct().sorted().toList()
        : usual.toList();
  }
}
