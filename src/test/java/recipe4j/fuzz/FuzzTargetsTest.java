package recipe4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from is taken; the same with simple damage never ends in a fault. */
class FuzzTargetsTest {
  private static final int TIMES = 40;

  static Stream<String> names() {
    return FuzzTargets.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesItsSeeds(String name) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    assertThat(target.seeds()).isNotEmpty();
    for (byte[] seed : target.seeds()) {
      assertThat(target.take(seed)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void survivesDamage(String name) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    Random random = new Random(1);
    int refused = 0;
    for (byte[] seed : target.seeds()) {
      for (int i = 0; i < TIMES; i++) {
        byte[] input = damaged(seed, random);
        refused +=
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> target.take(input)) ? 0 : 1;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] input =
        random.nextInt(4) == 0
            ? Arrays.copyOf(seed, random.nextInt(seed.length + 1))
            : seed.clone();
    for (int k = random.nextInt(6); k >= 0 && input.length > 0; k--) {
      input[random.nextInt(input.length)] = (byte) random.nextInt();
    }
    return input;
  }
}
