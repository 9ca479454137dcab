package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files that src/test/keras/fixtures.py wrote with real Keras. */
final class KerasFixtures {
  private KerasFixtures() {}

  /** Unpacks the committed ones. */
  static void unpack(Path folder) throws IOException {
    try (InputStream in = KerasFixtures.class.getResourceAsStream("keras-files.zip")) {
      unpack(in, folder);
    }
  }

  /** Unpacks those that the script has just written. */
  static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      unpack(in, folder);
    }
  }

  /** Unpacks a zip. */
  static void unpack(InputStream in, Path folder) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Files.copy(zip, folder.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What Keras gave for a model. */
  static JsonNode expected(Path folder, String model) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).path(model);
  }

  /** A copy of a model's .keras. */
  static Path copy(Path folder, String model) throws IOException {
    return Files.copy(
        folder.resolve(model + ".keras"),
        folder.resolve("edited.keras"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** A copy with other text in one of its entries. */
  static Path edited(Path folder, String model, String entry, String found, String replaced)
      throws IOException {
    Path file = copy(folder, model);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Path path = zip.getPath(entry);
      String text = Files.readString(path);
      assertThat(text).contains(found);
      Files.writeString(path, text.replace(found, replaced));
    }
    return file;
  }
}
