package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some rows of src/test/keras/steps.py as Keras 3.15.1 wrote them, without Keras: five steps with
 * its losses, and the sixth from what was saved. Another optimizer, loss or regularizer misses
 * them.
 */
class RecordedStepsTest {
  @TempDir static Path folder;

  @TestFactory
  List<DynamicTest> trainsAsKerasDid() throws IOException {
    try (InputStream in = RecordedStepsTest.class.getResourceAsStream("steps.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    JsonNode all = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> row : all.path("cases").properties()) {
      if (Files.exists(folder.resolve(row.getValue().path("file").asText() + ".keras"))) {
        tests.add(
            DynamicTest.dynamicTest(
                row.getKey(),
                () -> assertThat(KerasSteps.outcome(folder, row.getValue()).problem()).isEmpty()));
      }
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests;
  }
}
