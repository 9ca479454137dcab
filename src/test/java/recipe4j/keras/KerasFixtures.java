package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files that src/test/keras/fixtures.py wrote with real Keras. */
final class KerasFixtures {
  private KerasFixtures() {}

  /** Unpacks them. */
  static void unpack(Path folder) {
    try (InputStream in = KerasFixtures.class.getResourceAsStream("keras-files.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Keras gave for a model. */
  static JsonNode expected(Path folder, String model) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).path(model);
  }
}
