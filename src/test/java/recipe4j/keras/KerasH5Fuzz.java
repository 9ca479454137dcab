package recipe4j.keras;

import java.io.IOException;
import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** An .h5 file with a whole model, of Keras 3 and of Keras 2, packed and not. */
public final class KerasH5Fuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file("model.h5", input, KerasFile::read);
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    return KerasSeeds.endingIn(
        "binary.h5", "binary.keras2.h5", "latest-gzip.h5", "latest-chunks.h5", "k24_adam_7.h5");
  }
}
