package recipe4j.image;

import java.util.List;

/** A picture as it is given to a network. Immutable. */
public final class PreparedImage {
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final String how;
  private final List<String> doubts;

  /** Takes over the array without a copy. */
  PreparedImage(int height, int width, byte[] pixels, String how, List<String> doubts) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.how = how;
    this.doubts = List.copyOf(doubts);
  }

  /** {@return rows, at least 1} */
  public int height() {
    return height;
  }

  /** {@return columns, at least 1} */
  public int width() {
    return width;
  }

  /** {@return a copy of the brightness, height times width bytes, row by row, 0 to 255 unsigned} */
  public byte[] pixels() {
    return pixels.clone();
  }

  /**
   * {@return what was done, in a few words, such as "dark on light, inverted; ink 310x420 of
   * 640x480 pixels"}
   */
  public String how() {
    return how;
  }

  /**
   * Reasons to doubt that the picture shows what the preparation is for, such as "the paper looks
   * lined or squared; lines are taken for ink". It comes from the picture alone, before a network
   * has seen it, and a picture without doubts may show anything all the same.
   *
   * @return sentences without an end; empty for most pictures of one digit
   */
  public List<String> doubts() {
    return doubts;
  }
}
