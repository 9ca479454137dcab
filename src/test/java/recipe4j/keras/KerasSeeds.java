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
    for (String archive : List.of("keras-files.zip", "repacked.zip", "states.zip")) {
      add(archive, List.of(names), found);
    }
    return found;
  }

  private static void add(String archive, List<String> names, List<byte[]> found)
      throws IOException {
    try (InputStream in = KerasSeeds.class.getResourceAsStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (names.contains(entry.getName())) {
          found.add(zip.readAllBytes());
        }
      }
    }
  }
}
