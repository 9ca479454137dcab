package recipe4j.keras.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.keras.KerasFormatException;

class Hdf5WriterTest {
  @TempDir Path folder;

  @Test
  void writesWhatTheReaderReads() throws IOException {
    Hdf5Group root = new Hdf5Group();
    root.attribute("title", "Zahlen: é, 数");
    root.group("a/b").attribute("names", List.of("one", "fünf", ""));
    root.group("a/b").attribute("none", List.of());
    root.put("a/b/floats", new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -6.5f});
    root.put("a/steps", 1L << 40);
    root.put("rate", 0.25f);
    Hdf5Reader reader = read(root);
    assertThat(reader.attribute("", "title")).isEqualTo("Zahlen: é, 数");
    assertThat(reader.attributes("a/b", "names")).containsExactly("one", "fünf", "");
    assertThat(reader.attributes("a/b", "none")).isEmpty();
    assertThat(reader.attributes("a/b", "other")).isNull();
    assertThat(reader.floats("a/b/floats", 2, 3)).containsExactly(1, 2, 3, 4, 5, -6.5f);
    assertThat(reader.integer("a/steps")).isEqualTo(1L << 40);
    assertThat(reader.floats("rate")).containsExactly(0.25f);
    assertThat(reader.has("a/b")).isTrue();
    assertThat(reader.has("a/c")).isFalse();
    assertThatThrownBy(() -> reader.floats("a/b/floats", 3, 2))
        .hasMessageContaining("must have the shape [3, 2], found [2, 3]");
    assertThatThrownBy(() -> reader.floats("a/steps"))
        .hasMessageContaining("must be of float16, float32 or float64, found whole numbers");
  }

  @Test
  void writesManyGroups() throws IOException {
    Hdf5Group root = new Hdf5Group();
    IntStream.range(0, 500).forEach(i -> root.put("layers/dense_" + i + "/0", (float) i));
    Hdf5Reader reader = read(root);
    for (int i = 0; i < 500; i++) {
      assertThat(reader.floats("layers/dense_" + i + "/0")).containsExactly(i);
    }
  }

  @Test
  void refusesAnAttributeThatHdf5CannotHold() {
    Hdf5Group root = new Hdf5Group();
    root.attribute("model_config", "x".repeat(70_000));
    assertThatThrownBy(() -> read(root))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining("HDF5 allows 65528; write a .keras file instead");
  }

  /** From the comments of lookup3.c, and HDF5's own use of it. */
  @Test
  void hashesAsLookup3() {
    byte[] text = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
    assertThat(Hdf5Checksum.of(text, text.length)).isEqualTo(0x17770551);
    assertThat(Hdf5Checksum.of(text, 0)).isEqualTo(0xdeadbeef);
  }

  private Hdf5Reader read(Hdf5Group root) throws IOException {
    Path file = folder.resolve("file.h5");
    Hdf5Writer.write(file, root);
    return Hdf5Reader.open(Files.readAllBytes(file));
  }
}
