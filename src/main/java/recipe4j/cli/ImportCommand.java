package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.io.Count;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;

/** {@code recipe4j import}: a Keras file as one of ours. */
@Command(name = "import", description = "Makes a model of recipe4j from a Keras file.")
final class ImportCommand extends ConsoleCommand {
  @Parameters(index = "0", paramLabel = "KERAS_FILE", description = "A .keras or .h5 file.")
  private Path keras;

  @Option(
      names = "--model",
      defaultValue = "model.zip",
      paramLabel = "FILE",
      description = "Where to save it.")
  private Path model;

  @Option(
      names = "--uncompiled",
      description = "Leave optimizer and loss aside, as compile=False does.")
  private boolean uncompiled;

  ImportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    MultiLayerNetwork net =
        uncompiled
            ? KerasFile.readUncompiled(keras)
            : KerasFile.read(
                keras,
                EngineKind.AUTO,
                EngineOptions.defaults(),
                note -> AnyModel.warn(console, keras, note));
    Map<String, Object> source = Map.of("file", keras.getFileName().toString());
    ModelFile.save(model, net, Map.of("keras", source));
    console.out().printf("Saved %s with %s.%n", model, Count.of(net.numParams(), "weight"));
    return 0;
  }
}
