package recipe4j.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StoredArrayTest {
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      mode = Mode.INCLUDE,
      names = {"FLOAT", "DOUBLE", "HALF", "BFLOAT16"})
  void readsWhatNd4jWrites(DataType type) throws IOException {
    INDArray row = Nd4j.createFromArray(1.5f, -2f, 0.25f).castTo(type);
    for (INDArray array : new INDArray[] {row, row.reshape(1, 3), row.reshape('f', 3, 1)}) {
      assertThat(StoredArray.read(written(array), "the array", 3)).isEqualTo(row.reshape(1, 3));
    }
  }

  /** DL4J up to 1.0.0-beta wrote the shape as ints, and lengths as ints. */
  @ParameterizedTest
  @EnumSource(LegacyMode.class)
  void readsWhatOldReleasesWrote(LegacyMode mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(mode.name());
    out.writeInt(8);
    out.writeUTF("INT");
    for (int value : new int[] {2, 1, 2, 1, 1, 0, 1, 'c'}) {
      out.writeInt(value);
    }
    out.writeUTF(mode.name());
    out.writeInt(2);
    out.writeUTF("FLOAT");
    out.writeFloat(1);
    out.writeFloat(2);
    INDArray expected = Nd4j.createFromArray(1f, 2f).reshape(1, 2);
    assertThat(StoredArray.read(bytes.toByteArray(), "the array", 2)).isEqualTo(expected);
  }

  private enum LegacyMode {
    DIRECT,
    HEAP,
    JAVACPP
  }

  @Test
  void neverBelievesTheHeader() throws IOException {
    byte[] good = written(Nd4j.createFromArray(1f, 2f, 3f));
    for (int i = 0; i < good.length; i++) {
      for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
        byte[] bad = good.clone();
        bad[i] = (byte) value;
        try {
          assertThat(StoredArray.read(bad, "the array", 3).shape()).containsExactly(1, 3);
        } catch (IOException e) {
          assertThat(e.getMessage().lines()).hasSize(1);
        }
      }
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertThatThrownBy(() -> StoredArray.read(written(Nd4j.ones(2, 2)), "the array", 4))
        .hasMessage("the array must be one row, found a size of 2 in dimension 1");
    assertThatThrownBy(() -> StoredArray.read(written(Nd4j.ones(1, 2)), "the array", 3))
        .hasMessage(
            "the array must be 3 values for this configuration, found a shape of 2 and 2 values");
    assertThatThrownBy(() -> StoredArray.read(written(Nd4j.createFromArray(1, 2)), "the array", 2))
        .hasMessage("the array must be floating-point numbers, found INT");
  }

  private static byte[] written(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(array, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
