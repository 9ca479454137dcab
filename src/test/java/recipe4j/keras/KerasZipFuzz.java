package recipe4j.keras;

import java.io.IOException;
import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A .keras file; what Keras writes is not packed, so its entries can be changed in place. */
public final class KerasZipFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file("model.keras", input, KerasFile::read);
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    return KerasSeeds.endingIn("binary.keras", "strides.keras");
  }
}
