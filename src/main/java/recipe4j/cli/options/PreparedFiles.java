package recipe4j.cli.options;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import recipe4j.data.ImageShape;
import recipe4j.datasets.pictures.UserPictures;
import recipe4j.io.AtomicFile;
import recipe4j.io.PngFile;

/** Writes what the model saw as PNG files. */
final class PreparedFiles {
  private PreparedFiles() {}

  /** One file per image, named by its number and the file it is from. */
  static void write(Path folder, UserPictures own, Overwrite overwrite) throws IOException {
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
    return String.format(Locale.ROOT, "%d-%s.png", index, name);
  }
}
