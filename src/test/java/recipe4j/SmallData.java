package recipe4j;

import java.util.Map;
import java.util.Random;
import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;

/** Drawn images, for tests that need no real digits: a bright bar whose place tells the class. */
public final class SmallData {
  private SmallData() {}

  /** Images of 18x18 in three classes, a bar at the left, in the middle or at the right. */
  public static LabelledImages bars(int count, long seed) {
    ImageShape shape = new ImageShape(18, 18, 3);
    Random random = new Random(seed);
    byte[] pixels = new byte[count * shape.pixels()];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(3);
      for (int p = 0; p < shape.pixels(); p++) {
        boolean bar = (p % 18) / 6 == labels[i];
        pixels[i * shape.pixels() + p] = (byte) (random.nextInt(60) + (bar ? 150 : 0));
      }
    }
    return LabelledImages.of(shape, pixels, labels);
  }

  /** A dataset of bars: count training images, of which a fifth validate, and 20 test images. */
  public static ImageDataset dataset(int count) {
    return ImageDataset.split(
        new DatasetInfo("bars", "drawn", Map.of()), bars(count, 1), bars(20, 2), 0.2);
  }
}
