package recipe4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what strangers named, nothing steers the terminal. */
class OutputTest {
  private static final String OURS = "\r\u001b[K\u001b[32m━━\u001b[0m";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Output output() {
    return Output.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0B, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x061C, 0x200E, 0x200F,
        0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069
      })
  void whatSteersATerminalBecomesAQuestionMark(int point) {
    String name = "a" + Character.toString(point) + "b";
    output().println("x " + name);
    output().printf("y %s%n", name);
    output().print(name.toCharArray());
    output().append(name).append('\n');
    assertThat(printed()).isEqualToNormalizingNewlines("x a?b\ny a?b\na?ba?b\n");
  }

  @Test
  void linesAndOtherLanguagesStay() {
    output().print("a\tb\r\nc\n数字 قطة 👍🏽 é");
    assertThat(printed()).isEqualTo("a\tb\r\nc\n数字 قطة 👍🏽 é");
  }

  @Test
  void aValueCantBeginALine() {
    output().printf("Written to %s%n", Path.of("a\nrecipe4j: all is well"));
    output().format(Locale.ROOT, "%s %d%n", "b\tc", 1);
    assertThat(printed())
        .isEqualToNormalizingNewlines("Written to a?recipe4j: all is well\nb?c 1\n");
  }

  @Test
  void ourOwnBarsAndColoursPass() {
    output().steering().print(OURS);
    assertThat(printed()).isEqualTo(OURS);
  }

  @Test
  void charactersMayComeInPieces() {
    Output output = output();
    for (byte b : "数👍é\u009b.".getBytes(StandardCharsets.UTF_8)) {
      output.write(b);
    }
    output.flush();
    assertThat(printed()).isEqualTo("数👍é?.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "windows-1252"})
  void whatTheEncodingLacksIsWrittenInAscii(Charset charset) {
    PrintStream target = new PrintStream(bytes, true, charset);
    PrintStream guarded =
        new PrintStream(new PrintedText(target, charset, false), true, StandardCharsets.UTF_8);
    guarded.print("━━─│└┏ ●○◉░ ∞ 数");
    assertThat(bytes.toString(charset)).isEqualTo("==-|++ *o@: inf ?");
  }

  @Test
  void numbersAreAsciiInEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      output().printf("%d %.2f", 10, 0.5);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(printed()).isEqualTo("10 0.50");
  }

  @Test
  void aTargetThatFailsIsNoticed() {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("full");
              }
            });
    Output output = Output.to(full);
    output.println("a");
    assertThat(output.checkError()).isTrue();
  }
}
