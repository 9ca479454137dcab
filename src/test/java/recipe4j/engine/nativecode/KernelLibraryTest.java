package recipe4j.engine.nativecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLibraryTest {
  private static final int LARGEST = 300_000;

  @Test
  void hasKernelsForThisProcessor() {
    assertThat(KernelLibrary.fault()).isEmpty();
    assertThat(KernelLibrary.lanes()).isIn(4, 8, 16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux-x86_64/librecipe4j.so",
        "linux-arm64/librecipe4j.so",
        "macosx-x86_64/librecipe4j.dylib",
        "macosx-arm64/librecipe4j.dylib",
        "windows-x86_64/recipe4j.dll"
      })
  void shipsSmallLibrariesThatAreTheRecordedOnes(String name) throws IOException {
    byte[] library = KernelLibrary.read(KernelLibrary.FOLDER + name);
    assertThat(library.length).isBetween(10_000, LARGEST);
    assertThat(KernelLibrary.verified(name, library, KernelLibrary.read(KernelLibrary.SUMS)))
        .isSameAs(library);
  }

  @Test
  void refusesALibraryWithAChangedBit() throws IOException {
    String name = "linux-x86_64/librecipe4j.so";
    byte[] library = KernelLibrary.read(KernelLibrary.FOLDER + name);
    library[library.length / 2] ^= 1;
    byte[] sums = KernelLibrary.read(KernelLibrary.SUMS);
    assertThatThrownBy(() -> KernelLibrary.verified(name, library, sums))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the kernels' library linux-x86_64/librecipe4j.so must have the SHA-256 that was recorded with it, found another; install recipe4j again");
  }

  @Test
  void namesAPlatformWithoutKernels() {
    assertThatThrownBy(() -> KernelLibrary.read(KernelLibrary.FOLDER + "linux-mips/none"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no kernels for this platform");
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    assertThat(KernelLibrary.lanes()).isPositive();
    long own = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    String library = System.mapLibraryName("recipe4j");
    try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      List<Path> left =
          folders
              .filter(folder -> folder.getFileName().toString().matches("recipe4j\\d+"))
              .filter(folder -> folder.toFile().lastModified() >= own)
              .filter(folder -> folder.resolve(library).toFile().exists())
              .toList();
      assertThat(left).isEmpty();
    }
    assertThat(Loader.getPlatform()).isNotEmpty();
  }
}
