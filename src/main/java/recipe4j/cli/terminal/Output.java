package recipe4j.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import recipe4j.io.UntrustedText;

/**
 * A stream for text with names from untrusted files: of classes, columns, layers. Terminal control
 * characters and changes of the reading direction are removed; the values of a format also lose
 * their line ends. Characters that the target's encoding lacks are written in ASCII.
 */
final class Output extends PrintStream {
  private final PrintStream target;
  private final Charset charset;

  private Output(PrintStream target, Charset charset, boolean controls) {
    super(new PrintedText(target, charset, controls), true, StandardCharsets.UTF_8);
    this.target = target;
    this.charset = charset;
  }

  /** Wraps a stream, if it is not wrapped yet. The target encodes the text. */
  static Output to(PrintStream target) {
    return target instanceof Output output ? output : new Output(target, charset(target), false);
  }

  /**
   * The encoding of a stream. Java 17 has no method for it: there standard output and error have
   * system properties, and other streams are taken for UTF-8.
   */
  private static Charset charset(PrintStream stream) {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(stream);
    } catch (ReflectiveOperationException e) {
      String own =
          stream == System.out
              ? "sun.stdout.encoding"
              : stream == System.err ? "sun.stderr.encoding" : "";
      return own.isEmpty()
          ? StandardCharsets.UTF_8
          : Charset.forName(System.getProperty(own, Charset.defaultCharset().name()));
    }
  }

  /** Whether this or another wrapper of the target has failed to write. */
  @Override
  public boolean checkError() {
    boolean lost = super.checkError(); // flushes, so it comes first
    return target.checkError() || lost;
  }

  /** A wrapper of the same target that lets our own escape sequences through. */
  PrintStream steering() {
    return new Output(target, charset, true);
  }

  @Override
  public PrintStream format(String format, Object... values) {
    return super.format(Locale.ROOT, format, lines(values));
  }

  @Override
  public PrintStream format(Locale locale, String format, Object... values) {
    return super.format(locale, format, lines(values));
  }

  @Override
  public PrintStream printf(String format, Object... values) {
    return format(format, values);
  }

  @Override
  public PrintStream printf(Locale locale, String format, Object... values) {
    return format(locale, format, values);
  }

  /** Removes line ends: a value with one could fake the next line. */
  private static Object[] lines(Object... values) {
    return Arrays.stream(values).map(Output::line).toArray();
  }

  private static Object line(Object value) {
    boolean plain = value == null || value instanceof Number || value instanceof Character;
    return plain ? value : UntrustedText.printable(value);
  }
}
