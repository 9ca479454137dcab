package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.keras.RealKeras;
import recipe4j.model.KerasCnn;
import recipe4j.train.History;
import recipe4j.train.Training;

class TensorBoardListenerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static JsonNode recorded;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = TensorBoardListenerTest.class.getResourceAsStream("events.json")) {
      recorded = JSON.readTree(in);
    }
  }

  @Test
  void writesTheBytesThatKerasWrites() {
    byte[] file = HexFormat.of().parseHex(recorded.path("validationFile").asText());
    List<EventRecords.Point> points = EventRecords.points(file);
    assertThat(points).hasSize(8);
    assertThat(points.get(1).value())
        .isEqualTo(
            (float)
                recorded
                    .path("validation")
                    .path("evaluation_loss_vs_iterations")
                    .path(0)
                    .path(1)
                    .asDouble());
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    int head = EventFile.frame(EventRecords.split(file).get(0)).length;
    ours.write(file, 0, head);
    for (EventRecords.Point point : points) {
      ours.writeBytes(
          EventFile.frame(
              EventFile.point(point.time(), point.tag(), point.value(), point.step())
                  .toByteArray()));
    }
    assertThat(ours.toByteArray()).isEqualTo(file);
  }

  @Test
  void laysItsCurvesOutAsKerasDoes() throws IOException {
    for (JsonNode layout : recorded.path("layouts")) {
      Path logs =
          folder.resolve(layout.path("updateFreq").asText() + layout.path("validationSplit"));
      TensorBoardListener listener = new TensorBoardListener(logs);
      int frequency =
          layout
              .path("updateFreq")
              .asInt(layout.path("updateFreq").asText().equals("batch") ? 1 : 0);
      if (frequency > 0) {
        listener.alsoEveryBatches(frequency);
      }
      double split = layout.path("validationSplit").asDouble();
      fit(listener, split);
      Map<String, Map<String, List<Long>>> found = new TreeMap<>();
      for (Path part : children(logs)) {
        found.put(part.getFileName().toString(), EventRecords.steps(points(part)));
      }
      assertThat(JSON.valueToTree(found).toString())
          .as("update_freq %s", layout.path("updateFreq"))
          .isEqualTo(JSON.valueToTree(sorted(layout, frequency)).toString());
    }
  }

  /** What Keras wrote; from every second batch on it forgets epochs, which we do not. */
  private static Map<String, Map<String, List<Long>>> sorted(JsonNode layout, int frequency) {
    Map<String, Map<String, List<Long>>> steps = new TreeMap<>();
    for (Map.Entry<String, JsonNode> part : layout.path("steps").properties()) {
      Map<String, List<Long>> tags = new TreeMap<>();
      for (Map.Entry<String, JsonNode> tag : part.getValue().properties()) {
        List<Long> points =
            IntStream.range(0, tag.getValue().size())
                .mapToObj(i -> tag.getValue().get(i).asLong())
                .toList();
        if (frequency == 2 && tag.getKey().startsWith("epoch_")) {
          assertThat(points).containsExactly(1L);
          points = List.of(0L, 1L);
        } else if (frequency == 2 && tag.getKey().startsWith("evaluation_")) {
          assertThat(points).containsExactly(6L);
          points = List.of(3L, 6L);
        }
        tags.put(tag.getKey(), points);
      }
      steps.put(part.getKey(), tags);
    }
    return steps;
  }

  @Test
  void theValuesAreThoseOfTheHistory() throws IOException {
    History history = fit(new TensorBoardListener(folder), 0.25);
    for (EventRecords.Point point : points(folder.resolve("train"))) {
      double expected = history.get(point.tag().substring("epoch_".length()))[(int) point.step()];
      assertThat(point.value()).isEqualTo((float) expected);
      assertThat(point.time()).isCloseTo(System.currentTimeMillis() / 1e3, within(60.0));
    }
    fit(new TensorBoardListener(folder), 0.25);
    assertThat(children(folder.resolve("train"))).as("a file for each training").hasSize(2);
  }

  @Test
  void refusesAPlaceThatIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> fit(new TensorBoardListener(file), 0.25))
        .hasMessageStartingWith("cannot write ");
    assertThatThrownBy(() -> new TensorBoardListener(folder).alsoEveryBatches(0))
        .hasMessage("batches between two points must be at least 1, found 0");
  }

  @Test
  @Tag("keras")
  void tensorBoardReadsWhatWeWrite(@TempDir Path logs) throws Exception {
    RealKeras.assumeThere();
    History history = fit(new TensorBoardListener(folder).alsoEveryBatches(1), 0.25);
    JsonNode found =
        JSON.readTree(RealKeras.run(logs, "events.py", List.of("read", folder.toString())));
    for (String name : List.of("loss", "accuracy", "learning_rate")) {
      assertCurve(found.path("train").path("epoch_" + name), history.get(name));
    }
    for (String name : List.of("loss", "accuracy")) {
      assertCurve(found.path("validation").path("epoch_" + name), history.get("val_" + name));
    }
    JsonNode batches = found.path("train").path("batch_loss");
    assertThat(batches).hasSize(6);
    assertThat(batches.get(2).get(1).asDouble()).isCloseTo(history.get("loss")[0], within(1e-6));
  }

  private static void assertCurve(JsonNode points, double[] values) {
    assertThat(points).hasSize(values.length);
    for (int epoch = 0; epoch < values.length; epoch++) {
      assertThat(points.get(epoch).get(0).asInt()).isEqualTo(epoch);
      assertThat(points.get(epoch).get(1).asDouble()).isCloseTo(values[epoch], within(1e-6));
    }
  }

  /** Twenty images in batches of five, two epochs, as in the script. */
  private static History fit(TensorBoardListener listener, double split) {
    ImageDataset bars =
        ImageDataset.split(
            SmallData.dataset(5).info(), SmallData.bars(20, 1), SmallData.bars(5, 2), split);
    return Training.of(KerasCnn.create(bars.shape(), 1))
        .epochs(2)
        .batchSize(5)
        .verbose(0)
        .listeners(listener)
        .fit(bars);
  }

  private static List<EventRecords.Point> points(Path part) throws IOException {
    return EventRecords.points(Files.readAllBytes(children(part).get(0)));
  }

  private static List<Path> children(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList();
    }
  }
}
