package recipe4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from is taken; the same with simple damage never ends in a fault. */
class FuzzTargetsTest {
  private static final int TIMES = 15;
  private static final int REPETITIONS = 3;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final String END = "PK\005\006";
  private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z0-9_. -]{2,})\"");

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

  /** A refusal that names what it found stays one line, whatever the name holds. */
  @ParameterizedTest
  @MethodSource("names")
  void survivesLineEndsInText(String name) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    for (byte[] seed : target.seeds()) {
      String text = new String(seed, StandardCharsets.ISO_8859_1);
      List<MatchResult> quoted = QUOTED.matcher(text).results().toList();
      for (int i = 0; i < quoted.size(); i += 1 + quoted.size() / TIMES) {
        byte[] input = seed.clone();
        for (int at = quoted.get(i).start(1) + 1; at + 2 < quoted.get(i).end(1); at += 3) {
          input[at] = '\\'; // as long as before, as sizes may stand elsewhere
          input[at + 1] = 'n';
        }
        assertThatCode(() -> target.take(input)).doesNotThrowAnyException();
      }
    }
  }

  /** Java reports a zip whose comment is cut off without a message. */
  @ParameterizedTest
  @MethodSource("names")
  void survivesACommentThatIsCutOff(String name) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    for (byte[] seed : target.seeds()) {
      byte[] input = seed.clone();
      String text = new String(seed, StandardCharsets.ISO_8859_1);
      for (int at = text.indexOf(END); at >= 0; at = text.indexOf(END, at + 1)) {
        input[at + 20] = 40; // the length of the comment
      }
      assertThatCode(() -> target.take(input)).doesNotThrowAnyException();
    }
  }

  /** What a file has once may be there a thousand times: the time must not grow with its square. */
  @ParameterizedTest
  @MethodSource("names")
  void survivesRepetition(String name) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    List<byte[]> seeds = target.seeds();
    seeds.forEach(target::take); // loads classes, which is not to count
    Random random = new Random(2);
    Fuzzed.limit(LONGEST);
    try {
      for (byte[] seed : seeds) {
        for (int i = 0; i < REPETITIONS; i++) {
          byte[] input = repeated(seed, random);
          assertThatCode(() -> target.take(input)).doesNotThrowAnyException();
        }
      }
    } finally {
      Fuzzed.limit(Duration.ofDays(1));
    }
  }

  /** A piece of a file again and again, up to a megabyte. */
  private static byte[] repeated(byte[] seed, Random random) {
    int start = random.nextInt(seed.length);
    int length = 1 + random.nextInt(Math.min(40, seed.length - start));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(seed, 0, start);
    while (bytes.size() < 1 << 20) {
      bytes.write(seed, start, length);
    }
    if (random.nextBoolean()) {
      bytes.write(seed, start, seed.length - start);
    }
    return bytes.toByteArray();
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
