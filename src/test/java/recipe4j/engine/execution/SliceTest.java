package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SliceTest {
  @Test
  void aFullBatchOfTheRecipe() {
    assertThat(Slice.of(128, 2, 32)).extracting(Slice::rows).containsExactly(32, 32, 32, 32);
    assertThat(Slice.of(1, 2, 32)).containsExactly(new Slice(0, 1));
    assertThat(Slice.of(33, 2, 32)).extracting(Slice::rows).containsExactly(17, 16);
  }

  @Property
  void coverTheBatchEvenly(
      @ForAll @IntRange(min = 1, max = 2000) int rows,
      @ForAll @IntRange(min = 1, max = 16) int threads,
      @ForAll @IntRange(min = 1, max = 64) int most) {
    List<Slice> slices = Slice.of(rows, threads, most);
    int next = 0;
    for (Slice slice : slices) {
      assertThat(slice.from()).isEqualTo(next);
      assertThat(slice.rows()).isBetween(1, most);
      assertThat(slice.rows()).isBetween(rows / slices.size(), rows / slices.size() + 1);
      next += slice.rows();
    }
    assertThat(next).isEqualTo(rows);
    assertThat(slices.size() % threads == 0 || slices.size() == rows).isTrue();
  }
}
