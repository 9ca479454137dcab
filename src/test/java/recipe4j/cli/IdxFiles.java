package recipe4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import recipe4j.data.LabelledImages;

/** Writes images as the four IDX files, for tests to damage. */
public final class IdxFiles {
  private IdxFiles() {}

  public static Path write(Path folder, LabelledImages train, LabelledImages test)
      throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", train);
    write(folder, "t10k", test);
    return folder;
  }

  private static void write(Path folder, String part, LabelledImages images) throws IOException {
    int size = images.shape().pixels();
    ByteBuffer pixels = ByteBuffer.allocate(16 + images.count() * size);
    pixels.putInt(2051).putInt(images.count());
    pixels.putInt(images.shape().height()).putInt(images.shape().width());
    ByteBuffer labels = ByteBuffer.allocate(8 + images.count());
    labels.putInt(2049).putInt(images.count());
    for (int i = 0; i < images.count(); i++) {
      pixels.put(images.pixels(i));
      labels.put((byte) images.label(i));
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), pixels.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
