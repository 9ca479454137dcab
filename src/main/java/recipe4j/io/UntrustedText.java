package recipe4j.io;

import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text from a file that may be damaged or malicious, for an error that must be one line: a name in
 * it can hold line ends, or what moves the cursor of a terminal.
 */
public final class UntrustedText {
  /**
   * What moves a cursor, ends a line or turns the direction of reading: Unicode's control
   * characters (C0, delete, C1), line and paragraph separators, and those for bidirectional text.
   */
  private static final String STEERING =
      "[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]";

  private static final Pattern RUN = Pattern.compile(STEERING + "+");
  private static final Pattern ONE = Pattern.compile(STEERING);

  /** Line ends and tabs are those of a text of several lines. */
  private static final Pattern ONE_IN_LINES = Pattern.compile("(?!\\n|\\t|\\r\\n)" + STEERING);

  private static final int LONGEST_VALUE = 120;
  private static final int LONGEST_SENTENCE = 400;

  private UntrustedText() {}

  /**
   * A value.
   *
   * @param value of any kind; {@code null} is shown as such
   * @return it in one line, cut to 120 characters; "nothing" if nothing can be seen of it
   */
  public static String brief(@Nullable Object value) {
    String text = line(value);
    return text.isEmpty() ? "nothing" : cut(text, LONGEST_VALUE);
  }

  /**
   * A whole message, as another library words it.
   *
   * @param message of any kind
   * @return it in one line, cut to 400 characters
   */
  public static String sentence(@Nullable Object message) {
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
   * @return it without line ends and what else steers a terminal, each run of them a space
   */
  public static String line(@Nullable Object value) {
    return RUN.matcher(String.valueOf(value)).replaceAll(" ").strip();
  }

  /**
   * A text that is part of a line.
   *
   * @param value of any kind
   * @return it with a question mark for each line end and each character that steers a terminal or
   *     turns the direction of reading
   */
  public static String printable(Object value) {
    return ONE.matcher(String.valueOf(value)).replaceAll("?");
  }

  /**
   * A text of several lines.
   *
   * @param text with line ends and tabs, which stay
   * @return it with a question mark for each other character that steers a terminal or turns the
   *     direction of reading
   */
  public static String printableLines(String text) {
    return ONE_IN_LINES.matcher(text).replaceAll("?");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
