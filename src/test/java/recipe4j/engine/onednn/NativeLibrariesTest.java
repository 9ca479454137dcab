package recipe4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max data size             unlimited            unlimited            bytes
      Max address space         3145728000           unlimited            bytes
      """;
  private static final String STATUS = "VmPeak:\t 2048000 kB\nVmSize:\t 2048000 kB\n";

  @Test
  void addressesThatAreMissingAreTold() {
    assertThatThrownBy(() -> NativeLibraries.requireAddresses(LIMITS, STATUS, 1001L << 20))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            "the system gives no more memory: the process may have 3000 MB of addresses, has 2000 MB and needs 1001 MB more")
        .hasMessageContaining("ulimit -v 3073024");
  }

  @Test
  void whatIsEnoughOrUnlimitedIsTaken() {
    assertThatCode(
            () -> {
              NativeLibraries.requireAddresses(LIMITS, STATUS, 1000L << 20);
              NativeLibraries.requireAddresses(
                  LIMITS.replace("3145728000", "unlimited "), STATUS, 1L << 60);
              NativeLibraries.requireAddresses("", "", 1L << 60); // another system
              NativeLibraries.require();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aLibraryThatCantBeLoadedIsTold() {
    Throwable failure =
        new RuntimeException(new ExceptionInInitializerError(new UnsatisfiedLinkError("cut off")));
    assertThat(NativeLibraries.explain(failure).orElseThrow())
        .contains("(cut off)", ".javacpp", "make room", "-Dorg.bytedeco.javacpp.cachedir=DIR");
    assertThat(NativeLibraries.explain(new RuntimeException("else"))).isEmpty();
  }
}
