package recipe4j.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what a fuzzer starts from: {@code SeedWriter FOLDER}. */
public final class SeedWriter {
  private SeedWriter() {}

  /** Makes a folder of seeds, and a dictionary, for every target. */
  public static void main(String[] args) throws IOException {
    for (String name : FuzzTargets.NAMES) {
      FuzzTarget target = FuzzTargets.of(name);
      Path folder = Files.createDirectories(Path.of(args[0], name));
      List<byte[]> seeds = target.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-" + i), seeds.get(i));
      }
      StringBuilder words = new StringBuilder();
      target
          .words()
          .forEach(word -> words.append('"').append(word.replace("\"", "\\x22")).append("\"\n"));
      Files.writeString(Path.of(args[0], name + ".dict"), words, StandardCharsets.UTF_8);
    }
  }
}
