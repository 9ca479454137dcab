package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageFiles;
import recipe4j.data.LabelledImages;
import recipe4j.data.OwnImages;
import recipe4j.model.NetworkShape;
import recipe4j.model.Predictor;
import recipe4j.model.SavedModel;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.TemperatureTable;

/** {@code recipe4j predict}: what a model says to images, and how sure it is. */
@Command(
    name = "predict",
    description =
        "Prints class probabilities at a temperature, for the first test images or for files.")
final class PredictCommand extends ConsoleCommand {
  @Option(
      names = "--model",
      defaultValue = "runs/latest/model.zip",
      paramLabel = "FILE",
      description = "The model, ours or a .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--temperature",
      defaultValue = "1",
      paramLabel = "T",
      converter = OptionValues.Temperature.class,
      description = "Divides the logits: 0 is certain, inf is uniform.")
  private double temperature;

  @Option(
      names = "--first",
      defaultValue = "10",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
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
  private Long drawSeed;

  @Mixin private OwnImageOptions own;
  @Mixin private EngineChoice engine;
  @Mixin private DatasetOptions data;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Pictures of any size (PNG, JPEG, BMP, GIF), or IDX files; a model may stand before them.")
  private List<Path> files = List.of();

  PredictCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    boolean modelFirst = OwnImageOptions.startWithModel(files);
    SavedModel saved = AnyModel.load(modelFirst ? files.get(0) : model, engine);
    data.prepareAs(saved);
    List<Path> pictures = files.subList(modelFirst ? 1 : 0, files.size());
    LabelledImages images;
    boolean labelled = pictures.isEmpty();
    if (labelled) {
      ImageDataset dataset = data.load(console, 0);
      images = dataset.test().first(first);
    } else {
      OwnImages read =
          ImageFiles.read(pictures, NetworkShape.of(saved.network()), first, data.preparation());
      own.show(console, read);
      images = read.images();
    }
    ModelSections.printClasses(console, saved);
    Logits logits = Predictor.of(saved.network()).logits(images);
    if (compare) {
      console.out().print(TemperatureTable.of(logits).text());
    } else {
      OptionalLong seed = drawSeed == null ? OptionalLong.empty() : OptionalLong.of(drawSeed);
      console.out().printf(Locale.ROOT, "temperature %s%n", temperature);
      console
          .out()
          .print(PredictionTable.of(logits, temperature, labelled ? images.labels() : null, seed));
    }
    return 0;
  }
}
