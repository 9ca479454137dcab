package recipe4j.model;

/** Text from a file that may be anything, for an error that must be one line. */
final class Text {
  private static final int LONGEST_VALUE = 120;
  private static final int LONGEST_SENTENCE = 400;

  private Text() {}

  /** A value: cut, and without line ends and other control characters. */
  static String brief(Object value) {
    String text = line(value);
    return text.isEmpty() ? "nothing" : cut(text, LONGEST_VALUE);
  }

  /** A whole message, cut, in one line. */
  static String sentence(Object message) {
    return cut(line(message), LONGEST_SENTENCE);
  }

  private static String line(Object value) {
    return String.valueOf(value).replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
