package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.ModelOption;
import recipe4j.cli.terminal.Console;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelSummary;
import recipe4j.run.ModelLoader;

/** {@code recipe4j summary}: the layers as a table. */
@Command(name = "summary", description = "Prints the layers of the recipe's network or of a model.")
final class SummaryCommand extends ConsoleCommand {
  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelOption.ARGUMENT)
  private Path argument;

  @Spec private CommandSpec spec;
  @Mixin private ModelOption option;

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
    Path model = option.given(spec, argument);
    boolean named = argument != null || option.isNamed();
    ParseResult parsed = spec.commandLine().getParseResult();
    boolean fresh = parsed.hasMatchedOption("--size") || parsed.hasMatchedOption("--classes");
    if (named && fresh) {
      throw new ParameterException(
          spec.commandLine(),
          "--size and --classes are those of a fresh network; leave out " + model);
    }
    if (named || (!fresh && Files.exists(ModelLoader.file(model)))) {
      console.err().println("Model: " + model);
      return ModelLoader.load(model).network().getLayerWiseConfigurations();
    }
    if (!fresh) {
      console.err().println("Model: none named and none trained, so the recipe's network");
    }
    return KerasCnn.configuration(new ImageShape(size, size, classes), 1);
  }
}
