package recipe4j.image;

/**
 * A rectangle of pixels.
 *
 * @param left first column, from 0
 * @param top first row, from 0
 * @param width columns
 * @param height rows
 */
record BoundingBox(int left, int top, int width, int height) {
  static BoundingBox whole(GreyImage image) {
    return new BoundingBox(0, 0, image.width(), image.height());
  }

  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }

  int longerSide() {
    return Math.max(width, height);
  }

  long area() {
    return (long) width * height;
  }

  /** Whether it reaches an edge of an image of that size. */
  boolean touchesEdge(int imageWidth, int imageHeight) {
    return left == 0 || top == 0 || right() == imageWidth || bottom() == imageHeight;
  }
}
