package recipe4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.ChildJvm;
import recipe4j.cli.Cli;
import recipe4j.cli.Main;

/** A training in a process of its own, ended by signals. */
@DisabledOnOs(OS.WINDOWS)
class InterruptSignalsTest {
  private static final int LIMIT_SECONDS = 120;
  private static final int SIGINT = 2;

  @TempDir private Path folder;

  @Test
  void withoutASignalNothingIsTold() {
    boolean[] told = new boolean[1];
    try (InterruptSignals signals = InterruptSignals.hear(() -> told[0] = true)) {
      assertThat(signals.exitCode()).isEqualTo(1);
    }
    assertThat(told[0]).isFalse();
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void aSignalEndsTheBatchAndSaves(String signal, int code) throws Exception {
    Path run = folder.resolve("run");
    Process process = start("train", "--run", run);
    await(process, "Epoch 2/12");
    kill(process, signal);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
    String last = err().lines().reduce((a, b) -> b).orElse("");
    assertThat(last)
        .matches(
            "recipe4j: interrupted in epoch \\d, batch \\d+; resume with: recipe4j train --resume "
                + run);
    assertThat(run.resolve("run.json")).doesNotExist();
    Cli.Result resumed = Cli.run("train", "--resume", run);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(run.resolve("run.json")).exists();
  }

  @Test
  @Tag("slow")
  void withoutBackupsTheLineSaysWhatIsLost() throws Exception {
    Process process = start("train", "--run", folder.resolve("run"), "--no-backup");
    await(process, "Epoch 1/12");
    kill(process, "INT");
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(err()).contains("; nothing of it is saved, as --no-backup was given");
  }

  private Process start(Object... args) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(args));
    arguments.addAll(List.of("--dataset", "sample", "--epochs", "12"));
    List<String> command = new ArrayList<>(ChildJvm.command(List.of(), Main.class, arguments));
    if (ignoresInterrupts()) {
      command.addAll(0, List.of("env", "--default-signal=INT"));
    }
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  /** Whether this process was started in the background by a script, which its children inherit. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(ignored -> (ignored & 1L << (SIGINT - 1)) != 0);
    }
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  private void await(Process process, String text) throws Exception {
    for (int i = 0; i < LIMIT_SECONDS * 20 && process.isAlive() && !err().contains(text); i++) {
      Thread.sleep(50);
    }
    assertThat(err()).contains(text);
  }

  private static void kill(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }
}
