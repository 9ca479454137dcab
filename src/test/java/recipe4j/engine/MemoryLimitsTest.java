package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.engine.onednn.OneDnn;

class MemoryLimitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Java heap space | -Xmx",
        "GC overhead limit exceeded | -Xmx",
        "unable to create native thread: possibly out of memory | --threads",
        "Failed to allocate memory within limits: totalBytes (7K) > maxBytes (5K) | javacpp.maxbytes",
        "Physical memory usage is too high: physicalBytes (9) > maxPhysicalBytes (8) | javacpp.maxphysicalbytes",
        "Native allocator returned address == 0 | ulimit -v",
        "Failed to allocate [276889600] bytes | ulimit -v",
        "Metaspace | -XX:MaxMetaspaceSize",
        "Cannot reserve 9 bytes of direct buffer memory | -XX:MaxDirectMemorySize"
      })
  void everyLimitHasItsOption(String message, String option) {
    assertThat(MemoryLimits.explain(new OutOfMemoryError(message)))
        .hasValueSatisfying(line -> assertThat(line).contains(option).doesNotContain("\n"));
  }

  @Test
  void theInnermostCauseNamesTheLimit() {
    Throwable limit = new OutOfMemoryError("totalBytes (7K) > maxBytes (5K)");
    OutOfMemoryError told = new OutOfMemoryError("Cannot allocate new BytePointer(99)");
    told.initCause(limit);
    assertThat(MemoryLimits.explain(new CompletionException(told)))
        .hasValueSatisfying(line -> assertThat(line).contains("org.bytedeco.javacpp.maxbytes"));
  }

  @Test
  void nativeCodeSaysItInAPlainException() {
    assertThat(MemoryLimits.explain(new RuntimeException("std::bad_alloc"))).isPresent();
    String oneDnn = "oneDNN could not run conv1 (brgemm): " + OneDnn.status(1);
    assertThat(MemoryLimits.explain(new IllegalStateException(oneDnn)))
        .hasValueSatisfying(line -> assertThat(line).contains(oneDnn, "--batch-size"));
  }

  @Test
  void otherFailuresAreNotItsBusiness() {
    assertThat(MemoryLimits.explain(new IllegalStateException("oneDNN: " + OneDnn.status(2))))
        .isEmpty();
    assertThat(MemoryLimits.explain(new IllegalArgumentException())).isEmpty();
  }
}
