package recipe4j.datasets.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;

class NpyArrayTest {
  @Test
  void readsBytes() throws IOException {
    NumberArray array =
        read(IdxFixture.npy("|u1", "False", "(2, 3)", new byte[] {1, 2, 3, 4, 5, -1}));
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.bytes()).containsExactly(1, 2, 3, 4, 5, -1);
  }

  @Test
  void narrowsWideIntegers() throws IOException {
    byte[] longs = new byte[16];
    longs[0] = 7;
    longs[8] = 9;
    assertThat(read(IdxFixture.npy("<i8", "False", "(2,)", longs)).bytes()).containsExactly(7, 9);
    longs[9] = 1;
    NumberArray wide = read(IdxFixture.npy("<i8", "False", "(2,)", longs));
    assertThatThrownBy(wide::bytes)
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContainingAll("values must be 0 to 255", "index 1");
  }

  @ParameterizedTest
  @CsvSource({
    "|O, False, '(4,)', object arrays are refused",
    "<c8, False, '(1,)', values must be numbers or words",
    "|V4, False, '(1,)', values must be numbers or words",
    "<f3, False, '(1,)', values must be numbers or words",
    "<U0, False, '(1,)', values must be numbers or words",
    "<U9999999999, False, '(1,)', values must be numbers or words",
    "|u1, False, '(5,)', needs",
    "|u1, False, '(3,)', needs",
    "|u1, False, '(99999999, 99999999, 99999999)', needs",
    "|u1, False, '(99999999999,)', dimensions must be at most",
    "|u1, Maybe, '(4,)', a header must say"
  })
  void refusesWhatItCantRead(String type, String fortran, String shape, String words) {
    refuses(IdxFixture.npy(type, fortran, shape, new byte[4]), "f: ", words);
  }

  /** As NumPy packs 0, 1 and 250 (or -3) in each type and order of bytes. */
  @ParameterizedTest
  @CsvSource({
    "|b1, 0001ff, '0,1,1'",
    "|i1, 0001fd, '0,1,-3'",
    "<i2, 00000100fdff, '0,1,-3'",
    ">i2, 00000001fffd, '0,1,-3'",
    ">u2, 000000010100, '0,1,256'",
    "<u4, 0000000001000000ffffffff, '0,1,4294967295'",
    ">i4, 0000000000000001fffffffd, '0,1,-3'",
    ">i8, 00000000000000000000000000000001fffffffffffffffd, '0,1,-3'",
    "<u8, 00000000000000000100000000000000fa00000000000000, '0,1,250'",
    "<f2, 0000003cd05b, '0,1,250'",
    ">f2, 00003c000001, '0,1,5.960464477539063E-8'",
    ">f4, 000000003f800000437a0000, '0,1,250'",
    "<f8, 0000000000000000000000000000f03f0000000000406f40, '0,1,250'"
  })
  void readsEveryTypeAndOrder(String type, String hex, String values) throws IOException {
    byte[] content = HexFormat.of().parseHex(hex);
    NumberArray array = read(IdxFixture.npy(type, "False", "(3,)", content));
    double[] expected = Arrays.stream(values.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertThat(new double[] {array.at(0), array.at(1), array.at(2)}).containsExactly(expected);
  }

  /** np.asfortranarray([[[1, 2, 3], [4, 5, 6]]]) lies as 1, 4, 2, 5, 3, 6. */
  @Test
  void readsFortranOrder() throws IOException {
    NumberArray array =
        read(IdxFixture.npy("|u1", "True", "(1, 2, 3)", new byte[] {1, 4, 2, 5, 3, 6}));
    assertThat(array.bytes()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsWords() throws IOException {
    byte[] cat = "cat\0dogs".getBytes(StandardCharsets.UTF_8);
    NumberArray bytes = read(IdxFixture.npy("|S4", "False", "(2,)", cat));
    assertThat(new String[] {bytes.word(0), bytes.word(1)}).containsExactly("cat", "dogs");
    byte[] chinese = "猫犬".getBytes(Charset.forName("UTF-32BE"));
    NumberArray text = read(IdxFixture.npy(">U1", "False", "(2,)", chinese));
    assertThat(text.word(1)).isEqualTo("犬");
  }

  @Test
  void refusesNamedFields() {
    byte[] file =
        new String(IdxFixture.npy("|u1", "False", "(4,)", new byte[4]), StandardCharsets.ISO_8859_1)
            .replace("'descr': '|u1'", "'descr': [('a',")
            .getBytes(StandardCharsets.ISO_8859_1);
    refuses(file, "plain numbers or words, found one with named fields");
  }

  @Test
  void refusesDamagedFiles() {
    byte[] good = IdxFixture.npy("|u1", "False", "(4,)", new byte[4]);
    refuses(new byte[0], "magic string");
    refuses("hello, world".getBytes(StandardCharsets.UTF_8), "magic string");
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

  private static NumberArray read(byte[] file) throws IOException {
    return NpyArray.read("f", new ByteArrayInputStream(file), file.length);
  }

  private static void refuses(byte[] file, String... words) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContainingAll(words);
  }
}
