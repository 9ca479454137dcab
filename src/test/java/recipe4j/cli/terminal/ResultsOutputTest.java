package recipe4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.ChildJvm;
import recipe4j.cli.Main;

/** Results that can't be written are a failure, though Java's streams keep silent. */
class ResultsOutputTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void resultsThatWereLostAreAFailure() {
    assertThat(Main.run(console(full()), "summary", "--size", "28")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("recipe4j: cannot write all results to standard output")
        .hasLineCount(1);
  }

  @Test
  void aFailureOfTheCommandStaysWhatItIs() {
    assertThat(Main.run(console(full()), "summary", "--no-such-option")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("standard output");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoReasonForAMessage() {
    Console console = console(full());
    console.out().println("results");
    assertThat(ResultsOutput.check(console, true, 0)).isEqualTo(141);
    assertThat(err.size()).isZero();
  }

  @Test
  void aFullDeviceEndsWithOneLine() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has it");
    assertThat(processInto("/dev/full")).isEqualTo(1);
    assertThat(folder.resolve("err.txt")).content().contains("recipe4j: cannot write all results");
    assertThat(processInto(folder.resolve("out.txt").toString())).isZero();
    assertThat(folder.resolve("out.txt")).content().contains("Usage:");
  }

  private int processInto(String file) throws IOException, InterruptedException {
    return new ProcessBuilder(ChildJvm.command(List.of(), Main.class, List.of("--help")))
        .redirectOutput(Path.of(file).toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start()
        .waitFor();
  }

  private Console console(OutputStream out) {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }

  private static OutputStream full() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("No space left on device");
      }
    };
  }
}
