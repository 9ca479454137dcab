package recipe4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class TerminalTest {
  @ParameterizedTest
  @CsvSource({"24 33, 33", "0 20, 20", "0 0, 0", "no terminal, 0", "'', 0"})
  void readsTheWidthThatAProgramTells(String answer, int columns) {
    assertThat(Terminal.secondNumber(new ProcessBuilder("echo", answer))).isEqualTo(columns);
  }

  @Test
  void aProgramThatIsMissingOrDoesNotAnswerTellsNothing() {
    assertThat(Terminal.secondNumber(new ProcessBuilder("no-such-program-here"))).isZero();
    assertThat(Terminal.secondNumber(new ProcessBuilder("sleep", "30"))).isZero();
  }
}
