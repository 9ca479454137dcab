package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One model, stored in every way that HDF5 has: src/test/keras/repack.py wrote it with h5py. */
class RepackedFileTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    KerasFixtures.unpack(folder);
    try (InputStream in = RepackedFileTest.class.getResourceAsStream("repacked.zip")) {
      KerasFixtures.unpack(in, folder);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip-shuffle-fletcher",
        "shuffle",
        "chunks",
        "wide-chunks",
        "float64",
        "big-endian",
        "latest",
        "latest-gzip",
        "latest-chunks",
        "latest-unlimited",
        "tracked",
        "compact"
      })
  void readsTheSameModel(String name) throws IOException {
    assertOutputs(name, KerasFixtures.expected(folder, "strides").path("outputs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float16", "float16-gzip"})
  void readsHalfPrecision(String name) throws IOException {
    JsonNode outputs = new ObjectMapper().readTree(folder.resolve("float16.json").toFile());
    assertOutputs(name, outputs);
  }

  private static void assertOutputs(String name, JsonNode expected) throws IOException {
    var net = KerasFile.read(folder.resolve(name + ".h5"));
    KerasFileTest.assertClose(net.output(KerasData.batch("strides").getFeatures()), expected, 1e-5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lzf         | is packed by the HDF5 filter lzf, only gzip, shuffle and fletcher32 are supported
          scaleoffset | is packed by the HDF5 filter scaleoffset, only gzip
          named-type  | the type of a dataset is stored apart from it (a named datatype)
          virtual     | lie in other files or datasets (external or virtual storage)
          external    | lie in other files or datasets (external or virtual storage)
          int         | must be of float16, float32 or float64, found whole numbers
          """)
  void namesWhatItCannotUnpack(String name, String error) {
    assertThatThrownBy(() -> KerasFile.read(folder.resolve(name + ".h5")))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining(error);
  }

  /** A user's own block before the file, which counts its addresses from behind it. */
  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 1 << 16})
  void skipsAUserBlock(int length) throws IOException {
    byte[] file = Files.readAllBytes(folder.resolve("gzip.h5")); // superblock of version 0
    ByteBuffer all = ByteBuffer.allocate(length + file.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(length, file).putLong(length + 24, length);
    all.putLong(length + 40, length + all.getLong(length + 40));
    Files.write(folder.resolve("block.h5"), all.array());
    assertOutputs("block", KerasFixtures.expected(folder, "strides").path("outputs"));
  }

  @Test
  void contentDecidesNotTheName() throws IOException {
    JsonNode expected = KerasFixtures.expected(folder, "strides").path("outputs");
    Path h5 = copied("gzip.h5", "hdf5-within.keras");
    Path zip = copied("strides.keras", "zip-within.h5");
    for (Path file : new Path[] {h5, zip}) {
      var net = KerasFile.read(file);
      KerasFileTest.assertClose(
          net.output(KerasData.batch("strides").getFeatures()), expected, 1e-5);
      net.params().assign(0.5);
      KerasFile.readWeights(file, net);
      KerasFileTest.assertClose(
          net.output(KerasData.batch("strides").getFeatures()), expected, 1e-5);
    }
  }

  private static Path copied(String from, String to) throws IOException {
    return Files.copy(
        folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }
}
