package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
  @Property
  void everyOrderIsAPermutationAndRepeatable(
      @ForAll @IntRange(max = 300) int count,
      @ForAll long seed,
      @ForAll @IntRange(max = 1000) int epoch) {
    int[] order = EpochOrder.of(count, seed, epoch);
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, count).toArray());
    assertThat(EpochOrder.of(count, seed, epoch)).isEqualTo(order);
  }

  @Test
  void neighbouringSeedsAndEpochsShareNoOrder() {
    Set<String> orders = new HashSet<>();
    for (int seed = -5; seed <= 5; seed++) {
      for (int epoch = 0; epoch < 10; epoch++) {
        orders.add(Arrays.toString(EpochOrder.of(20, seed, epoch)));
      }
    }
    assertThat(orders).hasSize(110);
  }
}
