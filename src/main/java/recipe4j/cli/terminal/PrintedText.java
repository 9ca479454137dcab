package recipe4j.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import recipe4j.io.UntrustedText;

/** Prints UTF-8 bytes on a stream, without control characters and in the stream's encoding. */
final class PrintedText extends OutputStream {
  /** ASCII for the signs that we print ourselves, for encodings that lack them. */
  private static final Map<Integer, String> ASCII =
      Map.ofEntries(
          Map.entry((int) '━', "="),
          Map.entry((int) '─', "-"),
          Map.entry((int) '│', "|"),
          Map.entry((int) '┃', "|"),
          Map.entry((int) '●', "*"),
          Map.entry((int) '○', "o"),
          Map.entry((int) '◉', "@"),
          Map.entry((int) '░', ":"),
          Map.entry((int) '▀', "#"),
          Map.entry((int) '∞', "inf"),
          Map.entry((int) '→', "->"),
          Map.entry((int) '±', "+/-"),
          Map.entry((int) '×', "x"),
          Map.entry((int) '·', "-"),
          Map.entry((int) '–', "-"));

  private static final int BOX_DRAWING = 0x2500;
  private static final int BLOCK_ELEMENTS = 0x2580;

  private final PrintStream target;
  private final CharsetEncoder encoder;
  private final boolean controls;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  PrintedText(PrintStream target, Charset charset, boolean controls) {
    this.target = target;
    this.encoder = charset.newEncoder();
    this.controls = controls;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    pending.write(bytes, offset, length);
    byte[] all = pending.toByteArray();
    int whole = wholeCharacters(all);
    pending.reset();
    pending.write(all, whole, all.length - whole);
    String text = new String(all, 0, whole, StandardCharsets.UTF_8);
    target.print(encodable(controls ? text : UntrustedText.printableLines(text)));
    if (target.checkError()) {
      throw new IOException("the output can't be written");
    }
  }

  @Override
  public void flush() {
    target.flush();
  }

  /** How many of the bytes make whole characters: the last one may be incomplete. */
  private static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xFF;
      if (b < 0x80) {
        break;
      }
      if (b >= 0xC0) { // the first of two, three or four
        int wanted = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return back < wanted ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  private String encodable(String text) {
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder();
    text.codePoints().forEach(point -> ascii.append(encodable(point)));
    return ascii.toString();
  }

  private String encodable(int point) {
    String text = Character.toString(point);
    if (encoder.canEncode(text)) {
      return text;
    }
    String corner = point >= BOX_DRAWING && point < BLOCK_ELEMENTS ? "+" : "?";
    return ASCII.getOrDefault(point, corner);
  }
}
