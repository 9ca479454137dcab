package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.ModelOption;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.terminal.Console;
import recipe4j.io.Count;
import recipe4j.keras.KerasFile;
import recipe4j.run.ModelLoader;

/** {@code recipe4j export}: saves a model as a Keras file. */
@Command(name = "export", description = "Writes a model as a file that Keras 3 loads.")
final class ExportCommand extends ConsoleCommand {
  @Parameters(
      index = "0",
      paramLabel = "KERAS_FILE",
      description = "Where to write: .keras or .h5 for the model, .weights.h5 for its weights.")
  private Path keras;

  @Parameters(index = "1", arity = "0..1", paramLabel = "MODEL", description = ModelOption.ARGUMENT)
  private @Nullable Path argument;

  @Mixin private ModelOption option;
  @Mixin private Overwrite overwrite;

  @Option(names = "--uncompiled", description = "Leave optimizer and loss aside.")
  private boolean uncompiled;

  ExportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    overwrite.check(keras);
    MultiLayerNetwork net = ModelLoader.load(option.given(argument)).network();
    if (uncompiled) {
      KerasFile.writeUncompiled(keras, net);
    } else {
      KerasFile.write(keras, net);
    }
    console.result("Wrote %s with %s.", keras, Count.of(net.numParams(), "weight"));
    return 0;
  }
}
