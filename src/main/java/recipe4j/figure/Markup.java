package recipe4j.figure;

/** Text within HTML and XML. */
public final class Markup {
  private Markup() {}

  /**
   * Text for an element or a quoted attribute. Characters that XML forbids become U+FFFD.
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
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }
}
