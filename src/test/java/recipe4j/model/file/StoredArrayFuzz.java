package recipe4j.model.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** An array as ND4J writes it. */
public final class StoredArrayFuzz implements FuzzTarget {
  private static final int LENGTH = 6;

  @Override
  public boolean take(byte[] input) {
    return Fuzzed.take(() -> StoredArray.read(input, "the array", LENGTH).sumNumber());
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Nd4j.write(Nd4j.ones(type, 1, LENGTH), new DataOutputStream(bytes));
      seeds.add(bytes.toByteArray());
    }
    return seeds;
  }

  @Override
  public List<String> words() {
    return List.of(
        "DIRECT", "HEAP", "JAVACPP", "LONG_SHAPE", "INT", "BFLOAT16", "COMPRESSED", "UTF8");
  }
}
