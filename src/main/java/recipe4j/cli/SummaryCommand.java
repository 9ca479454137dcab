package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.ModelSummary;

/** {@code recipe4j summary}: the layers as a table. */
@Command(name = "summary", description = "Prints the layers of the recipe's network or of a model.")
final class SummaryCommand extends ConsoleCommand {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A saved model; without one, the recipe's network.")
  private Path model;

  @Option(
      names = "--size",
      defaultValue = "28",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Height and width of the images of a fresh network.")
  private int size;

  @Option(
      names = "--classes",
      defaultValue = "10",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Classes of a fresh network.")
  private int classes;

  SummaryCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    MultiLayerNetwork net =
        model == null
            ? KerasCnn.create(new ImageShape(size, size, classes), 1)
            : ModelFile.load(model).network();
    console.out().println(ModelSummary.of(net));
    return 0;
  }
}
