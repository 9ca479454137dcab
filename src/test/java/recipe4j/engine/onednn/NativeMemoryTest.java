package recipe4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import recipe4j.engine.onednn.NativeMemory.Address;

class NativeMemoryTest {
  @Test
  void blocksAreAlignedZeroedAndCounted() {
    try (NativeMemory memory = new NativeMemory()) {
      Address block = memory.allocate(100);
      assertThat(block.address() % NativeMemory.ALIGNMENT).isZero();
      assertThat(new FloatPointer(block).get(24)).isZero();
      assertThat(memory.bytes()).isEqualTo(100 + NativeMemory.ALIGNMENT);
    }
  }

  @Test
  void closingFreesWhatWasCaptured() {
    NativeMemory memory = new NativeMemory();
    FloatPointer captured = memory.capture(() -> new FloatPointer(10));
    assertThat(captured.isNull()).isFalse();
    memory.close();
    assertThat(captured.isNull()).isTrue();
    assertThat(memory.bytes()).isZero();
    assertThatThrownBy(() -> memory.allocate(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the network is closed; create or load another one");
  }
}
