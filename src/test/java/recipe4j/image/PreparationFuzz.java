package recipe4j.image;

import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** Pixels of any picture: width, height, then values. */
public final class PreparationFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    if (input.length < 3) {
      return false;
    }
    int width = 1 + (input[0] & 0x7F);
    int height = 1 + (input[1] & 0x7F);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = (input[2 + i % (input.length - 2)] & 0xFF) / 255f;
    }
    return Fuzzed.take(
        () -> {
          GreyImage image = GreyImage.of(width, height, values);
          Preparation.SCALE.apply(image, 28, 28);
          Preparation.MNIST.apply(image, 28, 28);
        });
  }

  @Override
  public List<byte[]> seeds() {
    byte[] ring = new byte[2 + 24 * 24];
    ring[0] = 23;
    ring[1] = 23;
    for (int i = 0; i < 24 * 24; i++) {
      double radius = Math.hypot(i % 24 - 12, i / 24 - 12);
      ring[2 + i] = (byte) (Math.abs(radius - 7) < 2 ? 20 : 240);
    }
    return List.of(ring);
  }
}
