package recipe4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import recipe4j.train.LossCurvePlot;

/** Where figures go. */
final class FigureOptions {
  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Folder for the figures; by default that of the model. Old ones are replaced.")
  private Path folder;

  @Option(names = "--no-figures", description = "Write no figures.")
  private boolean none;

  boolean areWanted(Console console) {
    if (!none && !LossCurvePlot.isAvailable()) {
      console.err().println("warning: no figures, as this Java finds no fonts");
      return false;
    }
    return !none;
  }

  Path file(Path model, String name) {
    return folder == null ? model.resolveSibling(name) : folder.resolve(name);
  }
}
