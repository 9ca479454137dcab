package recipe4j.keras;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The committed files that real Keras wrote, for the fuzzer. */
final class KerasSeeds {
  private KerasSeeds() {}

  static List<byte[]> endingIn(String... names) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (InputStream in = KerasSeeds.class.getResourceAsStream("keras-files.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (List.of(names).contains(entry.getName())) {
          found.add(zip.readAllBytes());
        }
      }
    }
    return found;
  }
}
