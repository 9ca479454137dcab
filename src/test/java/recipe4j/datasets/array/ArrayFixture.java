package recipe4j.datasets.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import recipe4j.data.IdxFixture;
import recipe4j.model.SmallModels;

/** Small arrays as NumPy saves them. */
final class ArrayFixture {
  private ArrayFixture() {}

  /** Numbers as float64, or as another type. */
  static byte[] floats(String shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return IdxFixture.npy("<f8", "False", shape, bytes.array());
  }

  static byte[] bytes(String shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return IdxFixture.npy("|u1", "False", shape, bytes);
  }

  static byte[] words(int width, String... words) {
    ByteBuffer bytes = ByteBuffer.allocate(width * words.length);
    for (int i = 0; i < words.length; i++) {
      bytes.position(i * width);
      bytes.put(words[i].getBytes(StandardCharsets.UTF_8));
    }
    return IdxFixture.npy("|S" + width, "False", "(" + words.length + ",)", bytes.array());
  }

  /** An archive; the arguments are names and arrays in turn. */
  static byte[] npz(Object... arrays) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < arrays.length; i += 2) {
      members.put(arrays[i] + ".npy", (byte[]) arrays[i + 1]);
    }
    return SmallModels.stored(members);
  }
}
