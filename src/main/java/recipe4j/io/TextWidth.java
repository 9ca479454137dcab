package recipe4j.io;

/**
 * The width of a text in a terminal: Chinese, Japanese and Korean characters and pictographs take
 * two columns, marks that stand over the letter before them none.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode Standard Annex 11, East Asian
 *     Width</a>
 */
public final class TextWidth {
  private TextWidth() {}

  /** {@return the width in columns, 0 or more, of a text without control characters in one line} */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /**
   * {@return a text no wider than a column of a table: all of it, or its beginning and two dots}
   *
   * @param text without control characters
   * @param most columns, at least 2
   */
  public static String cut(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    StringBuilder start = new StringBuilder();
    int width = 0;
    for (int point : text.codePoints().toArray()) {
      width += of(point);
      if (width > most - 2) {
        break;
      }
      start.appendCodePoint(point);
    }
    return start + "..";
  }

  /**
   * {@return a text at the right of a column: with blanks before it; cut if it is too wide}
   *
   * @param text without control characters
   * @param width of the column
   */
  public static String right(String text, int width) {
    String cut = cut(text, width);
    return " ".repeat(width - of(cut)) + cut;
  }

  private static int of(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        between(point, 0x1100, 0x115F) // Hangul's leading consonants
            || between(point, 0x2E80, 0x303E) // radicals, punctuation
            || between(point, 0x3041, 0xA4CF) // kana, ideographs, Yi
            || between(point, 0xA960, 0xA97F)
            || between(point, 0xAC00, 0xD7A3) // Hangul
            || between(point, 0xF900, 0xFAFF)
            || between(point, 0xFE30, 0xFE6F)
            || between(point, 0xFF01, 0xFF60) // forms of full width
            || between(point, 0xFFE0, 0xFFE6)
            || between(point, 0x1F300, 0x1F64F) // pictographs
            || between(point, 0x1F680, 0x1F6FF)
            || between(point, 0x1F900, 0x1F9FF)
            || between(point, 0x20000, 0x3FFFD);
    return wide ? 2 : 1;
  }

  private static boolean between(int point, int from, int to) {
    return from <= point && point <= to;
  }
}
