package recipe4j.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;
import recipe4j.run.ModelLoader;
import recipe4j.run.RunFolder;
import recipe4j.train.LossCurvePlot;

/** Options for the folder of figures. */
public final class FigureOptions {
  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description =
          "Folder for the figures; by default that of the model. In a run folder old ones are replaced.")
  private @Nullable Path folder;

  @Option(names = "--no-figures", description = "Write no figures.")
  private boolean none;

  @Mixin private Overwrite overwrite;

  /** Whether figures are written; prints a warning if this Java has no fonts. */
  public boolean areWanted(Console console) {
    if (!none && !LossCurvePlot.isAvailable()) {
      console.warn("no figures, as this Java finds no fonts");
      return false;
    }
    return !none;
  }

  /** Refuses to replace figures outside run folders, before any work is done. */
  public void check(Path model, String... names) throws IOException {
    for (String name : none ? new String[0] : names) {
      Path file = file(model, name);
      if (!RunFolder.isRun(ModelLoader.folder(file))) {
        overwrite.check(file);
      }
    }
  }

  /** The file of a figure: in the folder that was named, else beside the model. */
  public Path file(Path model, String name) {
    return (folder == null ? ModelLoader.folder(model) : folder).resolve(name);
  }
}
