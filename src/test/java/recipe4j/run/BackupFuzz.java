package recipe4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recipe4j.engine.EngineKind;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/**
 * A backup. After a first byte of 'r' comes the raw file; after any other the state of a training,
 * put into a good file, as a fuzzer finds no SHA-256.
 */
public final class BackupFuzz implements FuzzTarget {
  private static final String STATE = "training.json";

  private final Map<String, byte[]> entries;

  public BackupFuzz() throws IOException {
    entries =
        Backup.entries(
            Trained.network(EngineKind.DL4J, false),
            BackupFolderTest.state(1),
            Map.of("options", Map.of("epochs", 3)));
  }

  @Override
  public boolean take(byte[] input) {
    if (input.length == 0) {
      return false;
    }
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    if (input[0] == 'r') {
      return Fuzzed.file("backup.zip", content, Backup::read);
    }
    Map<String, byte[]> changed = new HashMap<>(entries);
    changed.put(STATE, content);
    return Fuzzed.file(
        "backup.zip",
        new byte[0],
        file -> {
          BackupFile.write(file, changed);
          Backup.read(file);
        });
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    Path file = Files.createTempFile("backup", ".zip");
    try {
      BackupFile.write(file, entries);
      return List.of(marked('s', entries.get(STATE)), marked('r', Files.readAllBytes(file)));
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] marked(char kind, byte[] content) {
    byte[] marked = new byte[content.length + 1];
    marked[0] = (byte) kind;
    System.arraycopy(content, 0, marked, 1, content.length);
    return marked;
  }

  @Override
  public List<String> words() {
    return List.of("NaN", "\"NaN\"", "null", "{}", "[]", "1e999", "-1", "array-0.bin");
  }
}
