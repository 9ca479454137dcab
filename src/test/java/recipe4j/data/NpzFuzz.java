package recipe4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;
import recipe4j.model.SmallModels;

/** Keras's archive of NumPy arrays. */
public final class NpzFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file("mnist.npz", input, NpzFuzz::read);
  }

  private static void read(Path file) throws IOException {
    MnistSource source = new MnistSource.KerasArchive(file);
    for (IdxPart part : IdxPart.values()) {
      try (InputStream in = source.open(part)) {
        in.readAllBytes();
      }
    }
  }

  @Override
  public List<byte[]> seeds() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("x_train.npy", npy("|u1", "(2, 2, 2)", 8));
    members.put("y_train.npy", npy("<i8", "(2,)", 16));
    members.put("x_test.npy", npy("|u1", "(1, 2, 2)", 4));
    members.put("y_test.npy", npy("|u1", "(1,)", 1));
    return List.of(SmallModels.stored(members));
  }

  /** Zeros. */
  static byte[] npy(String type, String shape, int bytes) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    byte[] whole = java.util.Arrays.copyOf(start, start.length + text.length + bytes);
    System.arraycopy(text, 0, whole, start.length, text.length);
    return whole;
  }

  @Override
  public List<String> words() {
    return List.of("'descr': '|O'", "'descr': '<i4'", "'shape': (", "99999999999", "True");
  }
}
