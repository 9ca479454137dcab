package recipe4j.image;

/** Parts of a screen or a form that are no writing: buttons, colours to choose from, frames. */
final class Furniture {
  /** Part of the middle of its box, half as wide and high, that a patch fills. */
  private static final double FULL = 0.9;

  /** Width over height of an upright 1, which may be as full. */
  private static final double NARROW = 0.6;

  /** Part of each side of a box along which a frame has ink. */
  private static final double FRAMED = 0.85;

  /** Depth in which it has it, of the longer side: a frame may be a little askew, a 0 is round. */
  private static final double DEEP = 0.05;

  /** Corners that may be round, of the longer side. */
  private static final double CORNER = 0.12;

  private Furniture() {}

  /** Whether one piece of the ink is such a part. */
  static boolean is(BoundingBox box, boolean[] mask, int width) {
    return isPatch(box, mask, width) || isFrame(box, mask, width);
  }

  private static boolean isPatch(BoundingBox box, boolean[] mask, int width) {
    int inked = 0;
    int columns = (box.width() + 1) / 2;
    int rows = (box.height() + 1) / 2;
    for (int i = 0; i < columns * rows; i++) {
      int x = box.left() + box.width() / 4 + i % columns;
      int y = box.top() + box.height() / 4 + i / columns;
      inked += mask[y * width + x] ? 1 : 0;
    }
    return box.width() > NARROW * box.height() && inked > FULL * columns * rows;
  }

  /** Whether all four sides of the box have ink along them. */
  private static boolean isFrame(BoundingBox box, boolean[] mask, int width) {
    int corner = (int) Math.ceil(CORNER * box.longerSide());
    int deep = (int) Math.ceil(DEEP * box.longerSide());
    if (Math.min(box.width(), box.height()) < 3 * corner) {
      return false;
    }
    int start = box.top() * width + box.left();
    int columns = box.width() - 2 * corner;
    int rows = box.height() - 2 * corner;
    int bottom = start + (box.height() - 1) * width;
    int right = start + box.width() - 1;
    return along(mask, start + corner, 1, columns, width, deep)
        && along(mask, bottom + corner, 1, columns, -width, deep)
        && along(mask, start + corner * width, width, rows, 1, deep)
        && along(mask, right + corner * width, width, rows, -1, deep);
  }

  /** Whether most of the places along a side have ink within a depth. */
  private static boolean along(
      boolean[] mask, int start, int step, int count, int inwards, int deep) {
    int inked = 0;
    for (int i = 0; i < count; i++) {
      boolean ink = false;
      for (int d = 0; d < deep && !ink; d++) {
        ink = mask[start + i * step + d * inwards];
      }
      inked += ink ? 1 : 0;
    }
    return inked >= FRAMED * count;
  }
}
