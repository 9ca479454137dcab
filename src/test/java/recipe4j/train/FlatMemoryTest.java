package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.ChildJvm;

/**
 * Memory does not grow with the number of epochs. All of the heap is resident from the start, so
 * that the resident size tells of native memory; Java objects are counted beside it.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX) // asks /proc
class FlatMemoryTest {
  private static final int EPOCHS = 100;
  private static final int WARM_UP = 40;
  private static final long LEAK = (EPOCHS - WARM_UP) * MeasuredEpochs.BATCH * 28L * 28 * 4;
  private static final long BOUND = LEAK / 3; // 8 MB

  @TempDir private Path folder;

  @Test
  void epochsLeaveNothingBehind() throws IOException, InterruptedException {
    assertThat(growth(0)).isLessThan(BOUND);
  }

  @Test
  void aBatchLeftBehindInEachEpochIsSeen() throws IOException, InterruptedException {
    assertThat(growth(1)).isGreaterThan(2 * BOUND);
  }

  /** Growth after the warm-up, of the medians of ten epochs each. */
  private long growth(int leaks) throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.run(
            folder,
            List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"),
            MeasuredEpochs.class,
            List.of(Integer.toString(EPOCHS), Integer.toString(leaks)));
    assertThat(lines).hasSize(EPOCHS);
    long[] used =
        lines.stream()
            .mapToLong(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).sum())
            .toArray();
    long growth = median(used, EPOCHS - 10) - median(used, WARM_UP - 10);
    System.out.printf("%d leaks: growth %.1f MB%n", leaks, growth / 1e6);
    return growth;
  }

  private static long median(long[] values, int from) {
    long[] ten = Arrays.copyOfRange(values, from, from + 10);
    Arrays.sort(ten);
    return ten[5];
  }
}
