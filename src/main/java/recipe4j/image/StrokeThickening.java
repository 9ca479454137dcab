package recipe4j.image;

/** Thickens the strokes of an image. */
final class StrokeThickening {
  private StrokeThickening() {}

  /**
   * Every pixel becomes as strong as the strongest within the radius: a dilation with a disc, whose
   * rim is anti-aliased. The image grows by the radius on every side.
   *
   * @param radius above 0, in pixels
   */
  static GreyImage thicken(GreyImage image, double radius) {
    int reach = (int) Math.ceil(radius);
    int width = image.width() + 2 * reach;
    int height = image.height() + 2 * reach;
    float[] disc = disc(radius, reach);
    float[] values = new float[width * height];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        float strength = image.get(x, y);
        if (strength > 0) {
          stamp(values, width, x, y, disc, 2 * reach + 1, strength);
        }
      }
    }
    return GreyImage.of(width, height, values);
  }

  private static float[] disc(double radius, int reach) {
    int side = 2 * reach + 1;
    float[] disc = new float[side * side];
    for (int i = 0; i < disc.length; i++) {
      int x = i % side - reach;
      int y = i / side - reach;
      double distance = Math.hypot(x, y);
      disc[i] = (float) Math.max(0, Math.min(1, radius + 1 - distance));
    }
    return disc;
  }

  private static void stamp(
      float[] values, int width, int left, int top, float[] disc, int side, float strength) {
    for (int i = 0; i < disc.length; i++) {
      int at = (top + i / side) * width + left + i % side;
      values[at] = Math.max(values[at], strength * disc[i]);
    }
  }
}
