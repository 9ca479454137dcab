package recipe4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import recipe4j.datasets.MnistSource;
import recipe4j.datasets.idx.IdxPart;
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
    members.put("x_train.npy", IdxFixture.npy("|u1", "False", "(2, 2, 2)", new byte[8]));
    members.put("y_train.npy", IdxFixture.npy("<i8", "False", "(2,)", new byte[16]));
    members.put("x_test.npy", IdxFixture.npy("|u1", "False", "(1, 2, 2)", new byte[4]));
    members.put("y_test.npy", IdxFixture.npy("|u1", "False", "(1,)", new byte[1]));
    return List.of(SmallModels.stored(members));
  }

  @Override
  public List<String> words() {
    return List.of("'descr': '|O'", "'descr': '<i4'", "'shape': (", "99999999999", "True");
  }
}
