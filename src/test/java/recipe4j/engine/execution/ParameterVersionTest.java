package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.OneDnn;
import recipe4j.engine.plan.FiniteCheck;

class ParameterVersionTest {
  @Test
  void aChangeIsFoundByComparison() {
    assertThat(numbers(false)).containsExactly(1, 1, 2, 3);
  }

  @Test
  void frozenOnesAreNotCompared() {
    assertThat(numbers(true)).containsExactly(1, 1, 1, 2);
  }

  /** The numbers at first, without a change, after one, and when told of one. */
  private static long[] numbers(boolean frozen) {
    assertThat(OneDnn.fault()).isEmpty();
    try (NativeMemory memory = new NativeMemory();
        FloatPointer parameters = new FloatPointer(new float[2000])) {
      ParameterVersion version =
          new ParameterVersion(
              memory, new FiniteCheck(memory, 0), parameters.address(), 2000, frozen);
      long[] numbers = new long[4];
      for (int i = 0; i < numbers.length; i++) {
        if (i == 2) {
          parameters.put(1999, 0.5f);
        } else if (i == 3) {
          version.forget();
        }
        version.update(false);
        numbers[i] = version.number();
      }
      return numbers;
    }
  }
}
