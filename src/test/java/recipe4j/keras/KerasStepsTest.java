package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five steps beside real Keras, of three versions: each row of src/test/keras/steps.py is a small
 * model that Keras has trained for two steps. Both train five more: the same losses. What is
 * written back loses in Keras's next step what its own model loses. What is refused is so by its
 * name, and can be read uncompiled. The table of it stands in docs/keras-mapping.md, written by
 * {@link #main}.
 */
@Tag("keras")
class KerasStepsTest {
  private static final Path PAGE = Path.of("docs/keras-mapping.md");
  private static final String BEGIN =
      "<!-- five steps beside Keras, written by KerasStepsTest.main -->\n";
  private static final String END = "<!-- five steps, end -->\n";

  /** A version of Keras, in the Python that an environment variable names. */
  private enum Version {
    KERAS_3_15("Keras 3.15", "keras", "RECIPE4J_KERAS_PYTHON"),
    KERAS_3_3("3.3", "keras", "RECIPE4J_OLD_KERAS_PYTHON"),
    KERAS_2_16("tf_keras 2.16", "tf_keras", "RECIPE4J_OLD_KERAS_PYTHON");

    final String label;
    final String module;
    final String variable;

    Version(String label, String module, String variable) {
      this.label = label;
      this.module = module;
      this.variable = variable;
    }

    String python() {
      return System.getenv(variable);
    }

    /** What loads the files that were written back, which are Keras 3's. */
    Version checker() {
      return this == KERAS_2_16 ? KERAS_3_15 : this;
    }
  }

  @TempDir static Path folder;

  @TestFactory
  List<DynamicTest> trainsAsKerasDoes() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    Map<Version, Map<String, KerasSteps.Outcome>> found = run(folder);
    assumeTrue(!found.isEmpty(), "RECIPE4J_KERAS_PYTHON names no Python with Keras");
    found.forEach(
        (version, rows) ->
            rows.forEach(
                (name, outcome) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + " of " + version.label,
                            () -> assertThat(outcome.problem()).isEmpty()))));
    if (found.size() == Version.values().length) {
      tests.add(
          DynamicTest.dynamicTest(
              "the table in docs/keras-mapping.md",
              () -> assertThat(Files.readString(PAGE)).contains(table(found))));
    }
    return tests;
  }

  private static Map<Version, Map<String, KerasSteps.Outcome>> run(Path folder) throws Exception {
    Map<Version, Map<String, KerasSteps.Outcome>> found = new LinkedHashMap<>();
    for (Version version : Version.values()) {
      if (version.python() != null && version.checker().python() != null) {
        found.put(version, run(version, Files.createDirectory(folder.resolve(version.name()))));
      }
    }
    return found;
  }

  private static Map<String, KerasSteps.Outcome> run(Version version, Path folder)
      throws Exception {
    List<String> write = List.of("write", folder.toString());
    RealKeras.run(folder, version.python(), version.module, "steps.py", write);
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    Map<String, KerasSteps.Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> row : expected.path("cases").properties()) {
      outcomes.put(row.getKey(), KerasSteps.outcome(folder, row.getValue()));
    }
    Version checker = version.checker();
    String printed =
        RealKeras.run(
            folder,
            checker.python(),
            checker.module,
            "steps.py",
            List.of("check", folder.toString()));
    JsonNode last = new ObjectMapper().readTree(printed);
    outcomes.replaceAll(
        (name, outcome) -> checked(outcome, expected.path("cases").path(name), last.path(name)));
    return outcomes;
  }

  private static KerasSteps.Outcome checked(
      KerasSteps.Outcome outcome, JsonNode row, JsonNode last) {
    if (!outcome.cell().equals("✓")) {
      return outcome;
    }
    if (row.has("unwritten")) {
      return new KerasSteps.Outcome(outcome.kind(), "read, trained", outcome.engine(), "");
    }
    String problem =
        last.isNumber()
            ? KerasSteps.differs("written back", row.path("losses").path(5), last.asDouble())
            : "Keras can't load it: " + last.asText();
    return problem.isEmpty()
        ? outcome
        : new KerasSteps.Outcome(outcome.kind(), "WRONG", outcome.engine(), problem);
  }

  /** Rows by kind, columns by version. */
  private static String table(Map<Version, Map<String, KerasSteps.Outcome>> found) {
    StringBuilder text = new StringBuilder(BEGIN).append('\n');
    Map<String, KerasSteps.Outcome> first = found.get(Version.KERAS_3_15);
    String kind = "";
    for (String name : first.keySet()) {
      if (!first.get(name).kind().equals(kind)) {
        kind = first.get(name).kind();
        text.append("\n| ").append(kind);
        found.keySet().forEach(version -> text.append(" | ").append(version.label));
        text.append(" | engine |\n|---").append("|---".repeat(found.size() + 1)).append("|\n");
      }
      text.append("| ").append(name);
      found.values().forEach(rows -> text.append(" | ").append(rows.get(name).cell()));
      boolean engine = found.values().stream().anyMatch(rows -> rows.get(name).engine());
      text.append(engine ? " | ✓ |\n" : " | — |\n");
    }
    return text.append('\n').append(END).toString();
  }

  /** Prints what differs, and writes the table into the page if nothing does. */
  public static void main(String[] arguments) throws Exception {
    Map<Version, Map<String, KerasSteps.Outcome>> found = run(Files.createTempDirectory("steps"));
    boolean right = found.size() == Version.values().length;
    for (Map.Entry<Version, Map<String, KerasSteps.Outcome>> rows : found.entrySet()) {
      for (Map.Entry<String, KerasSteps.Outcome> row : rows.getValue().entrySet()) {
        if (!row.getValue().problem().isEmpty()) {
          System.out.println(
              rows.getKey().label + ", " + row.getKey() + ": " + row.getValue().problem());
          right = false;
        }
      }
    }
    String page = Files.readString(PAGE);
    if (right) {
      int end = page.indexOf(END) + END.length();
      page = page.substring(0, page.indexOf(BEGIN)) + table(found) + page.substring(end);
      Files.writeString(PAGE, page);
    }
    System.out.println(right ? "written" : "not written");
  }
}
