package recipe4j.image;

/** What a network sees of a picture. Immutable. */
public final class PreparedImage {
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final String how;

  /** Takes over the array without a copy. */
  PreparedImage(int height, int width, byte[] pixels, String how) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.how = how;
  }

  /**
   * Rows.
   *
   * @return at least 1
   */
  public int height() {
    return height;
  }

  /**
   * Columns.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Brightness.
   *
   * @return a copy, height times width bytes, row by row, 0 to 255 unsigned
   */
  public byte[] pixels() {
    return pixels.clone();
  }

  /**
   * What was done, for people, such as "dark on light, inverted; ink 310x420 of 640x480 pixels".
   *
   * @return a few words
   */
  public String how() {
    return how;
  }
}
