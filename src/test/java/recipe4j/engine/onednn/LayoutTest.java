package recipe4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.dnnl.memory;
import org.junit.jupiter.api.Test;

class LayoutTest {
  /** oneDNN keeps the places of maxima as bytes, of which there need not be four and four. */
  @Test
  void hasRoomForEveryByte() {
    for (int rows = 1; rows < 40; rows++) {
      memory.desc places =
          new memory.desc(new long[] {rows, 2, 3, 3}, memory.data_type.u8, memory.format_tag.abcd);
      assertThat(Layout.of(places).bytes()).isBetween(18L * rows, 18L * rows + 3);
    }
    assertThat(Layout.of(16, 2, 3, 5).bytes()).isEqualTo(2 * 16 * 5 * 4L);
  }
}
