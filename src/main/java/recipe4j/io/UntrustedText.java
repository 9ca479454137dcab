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
   * {@return a value in one line, cut to 120 characters; "nothing" if nothing can be seen of it}
   *
   * @param value of any kind; {@code null} is shown as such
   */
  public static String brief(@Nullable Object value) {
    String text = line(value);
    return text.isEmpty() ? "nothing" : cut(text, LONGEST_VALUE);
  }

  /** {@return a whole message, as another library words it, in one line, cut to 400 characters} */
  public static String sentence(@Nullable Object message) {
    return cut(line(message), LONGEST_SENTENCE);
  }

  /**
   * {@return what was wrong with a file, as Java words it, in one line, cut to 120 characters; of
   * an end that is missing Java says nothing}
   *
   * @param cause what reading it ended in
   */
  public static String reason(IOException cause) {
    return cause instanceof EOFException ? "it ends early" : brief(cause.getMessage());
  }

  /**
   * {@return a text of any length without line ends and what else steers a terminal, each run of
   * them a space}
   */
  public static String line(@Nullable Object value) {
    return RUN.matcher(String.valueOf(value)).replaceAll(" ").strip();
  }

  /**
   * {@return a text that is part of a line, with a question mark for each line end and each
   * character that steers a terminal or turns the direction of reading}
   */
  public static String printable(Object value) {
    return ONE.matcher(String.valueOf(value)).replaceAll("?");
  }

  /**
   * {@return a text of several lines, with a question mark for each character but line ends and
   * tabs that steers a terminal or turns the direction of reading}
   */
  public static String printableLines(String text) {
    return ONE_IN_LINES.matcher(text).replaceAll("?");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
