package recipe4j.datasets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recipe4j.data.IdxFixture;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A folder of a dataset: the names of its files, then their contents. */
public final class IdxFolderFuzz implements FuzzTarget {
  private static final int MOST_FILES = 8;
  private static final int LONGEST_NAME = 100;

  @Override
  public boolean take(byte[] input) {
    List<byte[]> parts = Fuzzed.split(input);
    List<String> names = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size() && names.size() < MOST_FILES; i += 2) {
      String name = new String(parts.get(i), StandardCharsets.US_ASCII);
      String plain = name.replaceAll("[^!-.0-~]", "_"); // what a file may be called
      boolean usable = plain.length() <= LONGEST_NAME && !plain.matches("\\.{0,2}");
      if (usable && !names.contains(plain)) {
        names.add(plain);
        contents.add(parts.get(i + 1));
      }
    }
    return Fuzzed.folder(names, contents, folder -> IdxFolder.load(folder, 0.2));
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> parts = new ArrayList<>();
    for (Map.Entry<IdxPart, byte[]> part : IdxFixture.parts().entrySet()) {
      parts.add(part.getKey().fileName().getBytes(StandardCharsets.US_ASCII));
      parts.add(part.getValue());
    }
    return List.of(Fuzzed.join(parts));
  }
}
