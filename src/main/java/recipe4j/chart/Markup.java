package recipe4j.chart;

/** Escapes text for HTML and XML. */
public final class Markup {
  private Markup() {}

  /**
   * Text for an element or a quoted attribute. Characters that XML forbids become U+FFFD, and so do
   * other control characters and those that control the direction of text or end a line.
   *
   * @param text anything
   * @return the text, none of it read as markup
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll(
            "[[\\p{Cc}&&[^\\t\\n\\r]]\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]",
            "\uFFFD");
  }
}
