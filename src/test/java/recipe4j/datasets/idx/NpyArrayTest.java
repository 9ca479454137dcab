package recipe4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;

class NpyArrayTest {
  @Test
  void readsBytes() throws IOException {
    NpyArray array = read(IdxFixture.npy("|u1", "False", "(2, 3)", new byte[] {1, 2, 3, 4, 5, -1}));
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.values()).containsExactly(1, 2, 3, 4, 5, -1);
  }

  @Test
  void narrowsWideIntegers() throws IOException {
    byte[] longs = new byte[16];
    longs[0] = 7;
    longs[8] = 9;
    assertThat(read(IdxFixture.npy("<i8", "False", "(2,)", longs)).values()).containsExactly(7, 9);
    longs[9] = 1;
    refuses(IdxFixture.npy("<i8", "False", "(2,)", longs), "values must be 0 to 255", "index 1");
  }

  @ParameterizedTest
  @CsvSource({
    "|O, False, '(4,)', object arrays are refused",
    "<f4, False, '(1,)', values must be integers",
    ">i4, False, '(1,)', must be little-endian",
    "|u1, True, '(2, 2)', must be in C order",
    "|u1, False, '(5,)', needs",
    "|u1, False, '(3,)', needs",
    "|u1, False, '(99999999, 99999999, 99999999)', needs",
    "|u1, False, '(99999999999,)', dimensions must be at most",
    "|u1, Maybe, '(4,)', a header must say"
  })
  void refusesWhatItCantRead(String type, String fortran, String shape, String words) {
    refuses(IdxFixture.npy(type, fortran, shape, new byte[4]), "f: ", words);
  }

  @Test
  void refusesDamagedFiles() {
    byte[] good = IdxFixture.npy("|u1", "False", "(4,)", new byte[4]);
    refuses(new byte[0], "magic string");
    refuses("hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8), "magic string");
    byte[] version = good.clone();
    version[6] = 9;
    refuses(version, "version of .npy must be 1 to 3, found 9");
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    assertThatThrownBy(() -> NpyArray.read("f", new ByteArrayInputStream(cut), good.length))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("must be complete, found 3 of 4 bytes");
  }

  /** Found by the fuzzer: the error quoted a header with its line ends. */
  @Test
  void quotesAHeaderInOneLine() {
    byte[] file = IdxFixture.npy("|u1\n\u001b[2J", "False", "(4,)", new byte[4]);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageMatching("[\\p{Print}]+, found [\\p{Print}]+; get the file again");
  }

  private static NpyArray read(byte[] file) throws IOException {
    return NpyArray.read("f", new ByteArrayInputStream(file), file.length);
  }

  private static void refuses(byte[] file, String... words) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContainingAll(words);
  }
}
