package recipe4j.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import recipe4j.image.WrittenPictures;

/** Class folders of pictures of several sizes and formats: a bright bar tells the class. */
public final class BarPictures {
  private static final List<String> CLASSES = List.of("left", "middle", "right");
  private static final String[] FORMATS = {"png", "jpg", "bmp"};

  private BarPictures() {}

  /** Writes that many pictures per class. */
  public static Path write(Path folder, int count) throws IOException {
    Random random = new Random(count);
    for (String name : CLASSES) {
      Path classFolder = Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < count; i++) {
        int width = 30 + random.nextInt(60);
        int height = 30 + random.nextInt(60);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(random.nextInt(0x404040)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(160 + random.nextInt(90), 200, 180));
        int third = CLASSES.indexOf(name);
        graphics.fillRect(third * width / 3, 0, width / 3, height);
        graphics.dispose();
        WrittenPictures.write(classFolder.resolve(i + "." + FORMATS[i % FORMATS.length]), image);
      }
    }
    return folder;
  }

  /** Which third of the image is the brightest. */
  public static int brightest(byte[] pixels, int width) {
    long[] sums = new long[3];
    for (int i = 0; i < pixels.length; i++) {
      sums[Math.min(2, i % width * 3 / width)] += pixels[i] & 0xFF;
    }
    int best = 0;
    for (int i = 1; i < 3; i++) {
      best = sums[i] > sums[best] ? i : best;
    }
    return best;
  }

  /** Removes a folder and its files. */
  public static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
