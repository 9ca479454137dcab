package recipe4j.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import recipe4j.io.UntrustedText;

/**
 * Where text goes that may hold names of strangers: of files, classes, columns, layers. Characters
 * that steer a terminal or turn the direction of reading don't get through, whoever prints them;
 * the values of a format also lose their line ends. What the target's encoding lacks is written in
 * ASCII.
 */
final class Output extends PrintStream {
  private final PrintStream target;
  private final Charset charset;

  private Output(PrintStream target, Charset charset, boolean controls) {
    super(new PrintedText(target, charset, controls), true, StandardCharsets.UTF_8);
    this.target = target;
    this.charset = charset;
  }

  /** Guards a stream, once; the text goes on to it and is encoded there. */
  static Output to(PrintStream target) {
    return target instanceof Output output ? output : new Output(target, charset(target), false);
  }

  /**
   * The encoding of a stream. Java 17 can't be asked for it, but knows those of its own two; one
   * that a program made takes UTF-8 there.
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

  /** The target knows too of what its other guards have lost. */
  @Override
  public boolean checkError() {
    boolean lost = super.checkError(); // flushes, so it comes first
    return target.checkError() || lost;
  }

  /** The same place for bars and colours of our own, which steer the terminal. */
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

  /** A value is a part of a line: one that holds a line end could forge the next line. */
  private static Object[] lines(Object... values) {
    return Arrays.stream(values).map(Output::line).toArray();
  }

  private static Object line(Object value) {
    boolean plain = value == null || value instanceof Number || value instanceof Character;
    return plain ? value : UntrustedText.printable(value);
  }
}
