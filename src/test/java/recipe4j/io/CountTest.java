package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void oneIsSingular() {
    assertThat(Count.of(1, "epoch")).isEqualTo("1 epoch");
    assertThat(Count.of(0, "epoch")).isEqualTo("0 epochs");
    assertThat(Count.of(1_234_567, "test image")).isEqualTo("1,234,567 test images");
    assertThat(Count.of(2, "class")).isEqualTo("2 classes");
    assertThat(Count.of(2, "entry")).isEqualTo("2 entries");
    assertThat(Count.of(2, "array")).isEqualTo("2 arrays");
    assertThat(Count.of(2, "batch")).isEqualTo("2 batches");
  }
}
