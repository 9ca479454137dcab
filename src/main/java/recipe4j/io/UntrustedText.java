package recipe4j.io;

import java.io.EOFException;
import java.io.IOException;

/**
 * Text from a file that may be damaged or malicious, for an error that must be one line: a name in
 * it can hold line ends, or what moves the cursor of a terminal.
 */
public final class UntrustedText {
  private static final int LONGEST_VALUE = 120;
  private static final int LONGEST_SENTENCE = 400;

  private UntrustedText() {}

  /**
   * A value.
   *
   * @param value of any kind; {@code null} is shown as such
   * @return it in one line, cut to 120 characters; "nothing" if nothing can be seen of it
   */
  public static String brief(Object value) {
    String text = line(value);
    return text.isEmpty() ? "nothing" : cut(text, LONGEST_VALUE);
  }

  /**
   * A whole message, as another library words it.
   *
   * @param message of any kind
   * @return it in one line, cut to 400 characters
   */
  public static String sentence(Object message) {
    return cut(line(message), LONGEST_SENTENCE);
  }

  /**
   * What was wrong with a file, as Java words it; of an end that is missing it says nothing.
   *
   * @param cause what reading it ended in
   * @return it in one line, cut to 120 characters
   */
  public static String reason(IOException cause) {
    return cause instanceof EOFException ? "it ends early" : brief(cause.getMessage());
  }

  /**
   * A text of any length.
   *
   * @param value of any kind
   * @return it without line ends and other control characters, each run of them a space
   */
  public static String line(Object value) {
    return String.valueOf(value).replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
