package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.data.OwnImages;
import recipe4j.keras.KerasFile;

/** How a person's own images are shown and kept: options of {@code predict}. */
final class OwnImageOptions {
  private static final Pattern MODEL_NAME = Pattern.compile("(?i).*\\.zip");

  @Option(
      names = "--show",
      defaultValue = "auto",
      paramLabel = "HOW",
      description =
          "What the model saw of a picture: auto, blocks (in a terminal's greys), text, or none.")
  private PicturePreview preview;

  @Option(
      names = "--save-prepared",
      paramLabel = "DIR",
      description = "Also write what the model saw, as PNG files.")
  private Path folder;

  @Mixin private Overwrite overwrite;

  /** Whether the first of the files is a model; its name tells, so it need not exist. */
  static boolean startWithModel(List<Path> files) {
    if (files.isEmpty()) {
      return false;
    }
    Path first = AnyModel.file(files.get(0));
    return KerasFile.isKerasFile(first)
        || MODEL_NAME.matcher(String.valueOf(first.getFileName())).matches();
  }

  /** Prints every picture as it was prepared. */
  void show(Console console, OwnImages own) {
    PicturePreview kind = preview.on(console);
    for (int i = 0; i < own.origins().size(); i++) {
      OwnImages.Origin origin = own.origins().get(i);
      if (origin.picture()) {
        console.out().printf(Locale.ROOT, "image %d: %s, %s%n", i, origin.file(), origin.how());
        console.colouredOut().print(kind.of(own.images(), i));
      }
    }
  }

  /** Writes every picture as it was prepared, if that is wanted. */
  void save(Console console, OwnImages own) throws IOException {
    if (folder != null) {
      PreparedFiles.write(folder, own, overwrite);
      console.err().printf("Written to %s%n", folder);
    }
  }
}
