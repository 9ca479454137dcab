package recipe4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;
import recipe4j.report.ReportPage;

/** The JSON of a run's folder: read, and shown as a page. */
public final class RunFolderFuzz implements FuzzTarget {
  private static final List<String> NAMES = List.of("run.json", "history.json", "assessment.json");

  @Override
  public boolean take(byte[] input) {
    return Fuzzed.folder(
        NAMES, Fuzzed.split(input), folder -> ReportPage.html(RunFolder.read(folder)));
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    Path folder = Files.createTempDirectory("run");
    try {
      RunFolder.write(folder, DrawnRun.named("drawn"));
      List<byte[]> parts = new ArrayList<>();
      for (String name : NAMES) {
        parts.add(Files.readAllBytes(folder.resolve(name)));
      }
      return List.of(Fuzzed.join(parts), Fuzzed.join(parts.subList(0, 2)));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public List<String> words() {
    return List.of("NaN", "\"NaN\"", "Infinity", "-1", "2147483647", "1e308", "null", "{}", "[]");
  }
}
