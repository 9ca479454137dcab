package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Reads event files, independently of what writes them. */
final class EventRecords {
  /** A point of a curve. */
  record Point(double time, long step, String tag, float value) {}

  private EventRecords() {}

  /** The data of every record; fails where a checksum is wrong or the end is cut off. */
  static List<byte[]> split(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).isEqualTo(masked(data));
      records.add(data);
    }
    return records;
  }

  /** The scalars of a file, after its first record, which tells the version. */
  static List<Point> points(byte[] file) {
    List<byte[]> records = split(file);
    assertThat(text(fields(records.get(0)).get(3))).isEqualTo("brain.Event:2");
    return records.stream().skip(1).map(EventRecords::point).toList();
  }

  /** Tag to steps. */
  static Map<String, List<Long>> steps(List<Point> points) {
    Map<String, List<Long>> steps = new TreeMap<>();
    points.forEach(p -> steps.computeIfAbsent(p.tag(), t -> new ArrayList<>()).add(p.step()));
    return steps;
  }

  private static Point point(byte[] event) {
    Map<Integer, byte[]> fields = fields(event);
    Map<Integer, byte[]> value = fields(fields(fields.get(5)).get(1));
    Map<Integer, byte[]> tensor = fields(value.get(8));
    assertThat(tensor.get(1)[0]).as("DT_FLOAT").isEqualTo((byte) 1);
    assertThat(tensor.get(2)).as("no dimension").isEmpty();
    assertThat(text(fields(fields(value.get(9)).get(1)).get(1))).isEqualTo("scalars");
    long step = 0;
    byte[] digits = fields.getOrDefault(2, new byte[0]);
    for (int i = digits.length - 1; i >= 0; i--) {
      step = (step << 7) | (digits[i] & 0x7f);
    }
    return new Point(
        little(fields.get(1)).getDouble(),
        step,
        text(value.get(1)),
        little(tensor.get(4)).getFloat());
  }

  /** Field number to its bytes: the varint's own, the fixed64's eight, or the content. */
  private static Map<Integer, byte[]> fields(byte[] message) {
    Map<Integer, byte[]> fields = new LinkedHashMap<>();
    ByteBuffer in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      int key = in.get();
      byte[] content =
          switch (key & 7) {
            case 0 -> varint(in);
            case 1 -> new byte[8];
            case 2 -> new byte[varint(in)[0]]; // all are shorter than 128 here
            default -> throw new AssertionError("wire type " + (key & 7));
          };
      if ((key & 7) != 0) {
        in.get(content);
      }
      fields.put(key >> 3, content);
    }
    return fields;
  }

  private static byte[] varint(ByteBuffer in) {
    int length = 1;
    while (in.get(in.position() + length - 1) < 0) {
      length++;
    }
    byte[] digits = new byte[length];
    in.get(digits);
    return digits;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** As tensorflow/core/lib/hash/crc32c.h masks it. */
  private static int masked(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }
}
