package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.ModelArgument;
import recipe4j.cli.terminal.Console;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelSummary;
import recipe4j.run.ModelLoader;

/** {@code recipe4j summary}: the layers as a table. */
@Command(name = "summary", description = "Prints the layers of the recipe's network or of a model.")
final class SummaryCommand extends ConsoleCommand {
  @Mixin private ModelArgument argument;

  @Option(
      names = "--size",
      defaultValue = "28",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Height and width of the images of a fresh network.")
  private int size;

  @Option(
      names = "--classes",
      defaultValue = "10",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Classes of a fresh network.")
  private int classes;

  SummaryCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    console.out().println(ModelSummary.of(network()));
    return 0;
  }

  /** That of the model; the recipe's if none is named and none has been trained. */
  private MultiLayerConfiguration network() throws IOException {
    Path model = argument.given();
    boolean named = argument.isNamed();
    ParseResult parsed = spec.commandLine().getParseResult();
    boolean fresh = parsed.hasMatchedOption("--size") || parsed.hasMatchedOption("--classes");
    if (named && fresh) {
      throw wrongUsage("--size and --classes are those of a fresh network; leave out " + model);
    }
    if (named || (!fresh && Files.exists(ModelLoader.file(model)))) {
      console.note("Model: %s", model);
      return ModelLoader.load(model).network().getLayerWiseConfigurations();
    }
    if (!fresh) {
      console.note("Model: none named and none trained, so the recipe's network");
    }
    return KerasCnn.configuration(new ImageShape(size, size, classes), 1);
  }
}
