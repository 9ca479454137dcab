package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.terminal.Console;
import recipe4j.io.Count;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;

/** {@code recipe4j create}: a network of the user's own, with fresh weights. */
@Command(
    name = "create",
    description =
        "Makes a network with fresh weights from a description, for `train --from` to train.")
final class CreateCommand extends ConsoleCommand {
  @Option(
      names = "--like",
      required = true,
      paramLabel = "FILE",
      description =
          "The description: what Keras's model.to_json() gives (.json), or the same as YAML (.yaml, .yml).")
  private Path like;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Where to save it: a .zip, or for Keras a .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the weights; by default 1.")
  private long seed;

  @Mixin private Overwrite overwrite;

  CreateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    boolean zip = model.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    if (!zip && !KerasFile.isKerasFile(model)) {
      throw wrongUsage(
          "a model must be saved as a .zip, .keras or .h5 file, found %s; name another"
              .formatted(model));
    }
    overwrite.check(model);
    MultiLayerNetwork net =
        KerasFile.create(like, seed, note -> console.warn("%s: %s".formatted(like, note)));
    if (zip) {
      Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
      sections.put("keras", Map.of("file", String.valueOf(like.getFileName())));
      ModelFile.save(model, net, sections);
    } else {
      KerasFile.write(model, net);
    }
    console.result("Created %s with %s.", model, Count.of(net.numParams(), "weight"));
    return 0;
  }
}
