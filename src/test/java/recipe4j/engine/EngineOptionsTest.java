package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOptionsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_000, Integer.MAX_VALUE})
  void refusesWhatNoMachineHas(int threads) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions(threads))
        .withMessage(
            "threads must be at least 1 and at most %d on this machine, found %d",
            EngineOptions.mostThreads(), threads);
  }

  @Test
  void takesMoreThreadsThanProcessors() {
    assertThat(EngineOptions.mostThreads())
        .isGreaterThanOrEqualTo(8 * Runtime.getRuntime().availableProcessors());
    assertThat(new EngineOptions(EngineOptions.mostThreads()).threads()).isPositive();
  }
}
