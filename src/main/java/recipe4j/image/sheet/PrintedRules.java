package recipe4j.image.sheet;

/** The rules of lined and squared paper, and frames: lines about level and about upright. */
public final class PrintedRules {
  private PrintedRules() {}

  /**
   * Takes them out of a picture's contrast, all but where a stroke crosses them.
   *
   * @param contrast of ink, from 0 (paper), row by row; changed if there are any
   * @param floor contrast from which on a pixel is not paper alone, above 0
   * @return whether there are any
   */
  public static boolean remove(float[] contrast, int width, int height, double floor) {
    RuledLines level = new RuledLines(contrast, width, height, 1, width, (float) floor);
    RuledLines upright = new RuledLines(contrast, height, width, width, 1, (float) floor);
    if (level.areThere()) {
      level.remove();
    }
    if (upright.areThere()) {
      upright.remove();
    }
    return level.areThere() || upright.areThere();
  }
}
