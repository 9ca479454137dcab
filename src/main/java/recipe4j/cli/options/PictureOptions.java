package recipe4j.cli.options;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.PicturePreview;
import recipe4j.data.ImageShape;
import recipe4j.datasets.pictures.PictureFiles;
import recipe4j.datasets.pictures.UserPictures;
import recipe4j.image.Preparation;
import recipe4j.io.AtomicFile;
import recipe4j.io.Count;
import recipe4j.io.PngFile;
import recipe4j.keras.KerasFile;
import recipe4j.run.ModelLoader;

/** Options of {@code predict} for showing and saving pictures as the model was given them. */
public final class PictureOptions {
  private static final Pattern MODEL_NAME = Pattern.compile("(?i).*\\.zip");

  /** Most pictures that are shown by default; more would fill the screen. */
  private static final int MOST_SHOWN = 4;

  @Option(
      names = "--each",
      fallbackValue = "true",
      description =
          "Read every digit of a picture, from left to right, instead of the largest alone.")
  private boolean each;

  @Option(
      names = "--show",
      defaultValue = "auto",
      paramLabel = "HOW",
      description =
          "What the model saw of a picture: blocks (in a terminal's greys), text, none, or auto (blocks or text, none of more than 4).")
  private PicturePreview preview;

  @Option(
      names = "--save-prepared",
      paramLabel = "DIR",
      description = "Also write what the model saw, as PNG files.")
  private @Nullable Path folder;

  @Mixin private Overwrite overwrite;

  /** Whether the first of the files is a model, by its name: it need not exist. */
  public static boolean startWithModel(List<Path> files) {
    if (files.isEmpty()) {
      return false;
    }
    Path first = ModelLoader.file(files.get(0));
    return KerasFile.isKerasFile(first)
        || MODEL_NAME.matcher(String.valueOf(first.getFileName())).matches();
  }

  /** Reads pictures; prints those that can't be read or don't look like a digit. */
  public UserPictures read(
      Console console,
      UnreadableOptions.Tally unreadable,
      List<Path> files,
      ImageShape shape,
      int perFile,
      Preparation preparation)
      throws IOException {
    UserPictures own = PictureFiles.read(files, shape, perFile, preparation, each, unreadable);
    long read = own.origins().stream().map(UserPictures.Origin::file).distinct().count();
    unreadable.sum(Count.of(read, "file"));
    for (UserPictures.Origin origin : own.origins()) {
      for (String doubt : origin.doubts()) {
        console.note("warning: %s: %s", origin.file(), doubt);
      }
    }
    return own;
  }

  /** Prints every picture as it was prepared. */
  public void show(Console console, UserPictures own) {
    boolean many = preview == PicturePreview.AUTO && own.origins().size() > MOST_SHOWN;
    PicturePreview kind = many ? PicturePreview.NONE : preview.on(console);
    for (int i = 0; i < own.origins().size(); i++) {
      UserPictures.Origin origin = own.origins().get(i);
      if (origin.picture()) {
        console.result("image %d: %s, %s", i, origin.file(), origin.how());
        console.colouredOut().print(kind.of(own.images(), i));
      }
    }
  }

  /** Whether the prepared pictures are to be kept. */
  public boolean isSaving() {
    return folder != null;
  }

  /** Writes every picture as it was prepared, if that is wanted. */
  public void save(Console console, UserPictures own) throws IOException {
    if (folder != null) {
      write(own, folder);
      console.note("Written to %s", folder);
    }
  }

  /** Writes one file per image, named by its number and the file it is from. */
  private void write(UserPictures own, Path folder) throws IOException {
    for (int i = 0; i < own.origins().size(); i++) {
      overwrite.check(folder.resolve(name(i, own.origins().get(i).file())));
    }
    ImageShape shape = own.images().shape();
    for (int i = 0; i < own.origins().size(); i++) {
      BufferedImage image =
          new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_BYTE_GRAY);
      image
          .getRaster()
          .setDataElements(0, 0, shape.width(), shape.height(), own.images().pixels(i));
      AtomicFile.write(folder.resolve(name(i, own.origins().get(i).file())), PngFile.of(image));
    }
  }

  private static String name(int index, Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return "%s-%s.png".formatted(index, name);
  }
}
