package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order real Keras's {@code fit(shuffle=True)} takes the images. */
@Tag("keras")
class KerasOrderTest {
  private static final int IMAGES = 60;

  @TempDir private Path folder;

  @Test
  void seededEveryEpochHasTheSameOrder() throws Exception {
    List<List<Integer>> orders = orders("seeded");
    assertThat(orders.get(0)).isNotEqualTo(IntStream.range(0, IMAGES).boxed().toList());
    assertThat(orders).containsOnly(orders.get(0));
  }

  @Test
  void unseededEveryEpochHasItsOwn() throws Exception {
    assertThat(orders("unseeded")).doesNotHaveDuplicates();
  }

  /** How record_curve.py has seeded weights and new orders. */
  @Test
  void withTheSeedUndoneEveryEpochHasItsOwn() throws Exception {
    assertThat(orders("seed-undone")).doesNotHaveDuplicates();
  }

  private List<List<Integer>> orders(String mode) throws Exception {
    RealKeras.assumeThere();
    String printed = RealKeras.run(folder, "order.py", List.of(mode));
    List<List<Integer>> orders = new ArrayList<>();
    for (JsonNode epoch : new ObjectMapper().readTree(printed).path("orders")) {
      List<Integer> order = new ArrayList<>();
      epoch.forEach(image -> order.add(image.asInt()));
      assertThat(order).hasSize(IMAGES).doesNotHaveDuplicates();
      orders.add(order);
    }
    assertThat(orders).hasSize(3);
    return orders;
  }
}
