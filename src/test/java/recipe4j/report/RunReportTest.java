package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.chart.Figure;
import recipe4j.data.ImageDataset;
import recipe4j.listener.CsvListener;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.regression.LossCurve;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;
import recipe4j.run.RunFolder;
import recipe4j.train.History;
import recipe4j.train.Training;

/** The folder that a Java program writes after its training. */
class RunReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path temporary;
  private static Path folder;
  private static Path csv;
  private static ImageDataset dataset;
  private static MultiLayerNetwork net;
  private static History history;
  private static Run written;

  @BeforeAll
  static void train() throws IOException {
    folder = temporary.resolve("runs/mine");
    csv = temporary.resolve("listener.csv");
    dataset = SmallData.dataset(60);
    net = KerasCnn.create(dataset.shape(), 1);
    history =
        Training.of(net)
            .epochs(3)
            .initialEpoch(1)
            .batchSize(16)
            .verbose(0)
            .listeners(new CsvListener(csv, false))
            .fit(dataset);
    written =
        RunReport.of(net, dataset, history)
            .options(Map.of("epochs", 3, "note", "a <b>"))
            .write(folder);
  }

  @Test
  void holdsEveryFile() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> walked = Files.walk(folder)) {
      walked
          .filter(Files::isRegularFile)
          .forEach(file -> files.add(folder.relativize(file).toString().replace('\\', '/')));
    }
    List<String> expected =
        new ArrayList<>(
            List.of(
                "run.json",
                "history.json",
                "history.csv",
                "assessment.json",
                "model.zip",
                "loss-curve.png",
                "report.html"));
    for (Figure figure : RunFigures.of(written)) {
      expected.add("plots/" + figure.name() + ".svg");
      expected.add("plots/" + figure.name() + ".png");
    }
    assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ImageIO.read(folder.resolve("plots/loss.png").toFile()).getWidth()).isEqualTo(1920);
  }

  @Test
  void historyHasTheLayoutOfKeras() throws IOException {
    JsonNode json = JSON.readTree(folder.resolve("history.json").toFile());
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly("accuracy", "loss", "val_accuracy", "val_loss", "learning_rate");
    for (String name : names) {
      double[] values = history.get(name);
      assertThat(json.get(name)).hasSize(values.length);
      for (int i = 0; i < values.length; i++) {
        assertThat(json.get(name).get(i).doubleValue()).isEqualTo(values[i]);
      }
    }
    assertThat(folder.resolve("history.csv")).hasSameTextualContentAs(csv);
  }

  @Test
  void runJsonSaysHowItWasMade() throws IOException {
    JsonNode json = JSON.readTree(folder.resolve("run.json").toFile());
    assertThat(json.path("options").path("note").asText()).isEqualTo("a <b>");
    assertThat(json.path("versions").path("deeplearning4j").asText()).startsWith("1.0.0");
    assertThat(json.path("machine").path("threads").asInt()).isPositive();
    assertThat(json.path("machine").path("processor").asText()).isNotBlank();
    assertThat(json.path("dataset").path("train").asInt()).isEqualTo(48);
    assertThat(json.path("dataset").has("sha256")).isTrue();
    assertThat(json.path("timings").path("epoch_seconds")).hasSize(2);
    assertThat(json.path("outcome").path("first_epoch").asInt()).isEqualTo(1);
    assertThat(json.path("outcome").path("test_accuracy").isNumber()).isTrue();
    assertThat(java.time.Instant.parse(json.path("started").asText()))
        .isBefore(java.time.Instant.now());
  }

  @Test
  void theModelIsTheNetwork() throws IOException {
    assertThat(ModelFile.load(folder.resolve("model.zip")).network().params())
        .isEqualTo(net.params());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Run read = RunFolder.read(folder);
    assertThat(read.name()).isEqualTo("mine");
    assertThat(read.curve()).isEqualTo(written.curve()).isEqualTo(LossCurve.of(history));
    assertThat(read.assessment()).isPresent().isEqualTo(written.assessment());
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(ReportPage.html(read)).isEqualTo(page);
  }

  @Test
  void aNetworkThatCannotBeAskedLeavesNoOldAnswers() throws IOException {
    Path again = temporary.resolve("again");
    RunReport.of(net, dataset, history).write(again);
    ImageDataset untested =
        new ImageDataset(
            dataset.info(), dataset.train(), dataset.validation(), dataset.test().first(0));
    Run run = RunReport.of(net, untested, history).write(again);
    assertThat(run.assessment()).isEmpty();
    assertThat(again.resolve("assessment.json")).doesNotExist();
    assertThat(again.resolve("plots/confusion.svg")).doesNotExist();
    assertThat(again.resolve("plots/loss.svg")).exists();
    assertThat(Files.readString(again.resolve("report.html"))).contains("at least one image");
    assertThat(RunFolder.read(again).assessment()).isEmpty();
  }

  @Test
  void figuresThatAreNoNumbersComeBack() throws IOException {
    double[] loss = {0.5, Double.NaN, Double.POSITIVE_INFINITY};
    Map<String, Object> outcome = Map.of("first_epoch", 0, "epochs", 3, "test_loss", Double.NaN);
    RunFacts facts =
        new RunFacts(
            1, "2024-05-06T07:08:09Z", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), outcome);
    Path diverged = temporary.resolve("diverged");
    RunFolder.write(
        diverged,
        new Run("diverged", facts, LossCurve.of(0, Map.of("loss", loss)), Optional.empty()));
    JSON.readTree(diverged.resolve("run.json").toFile());
    assertThat(RunFolder.read(diverged).curve().values("loss")).containsExactly(loss);
  }

  @Test
  void needsAnEpoch() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RunReport.of(net, dataset, new History(List.of())));
  }

  @Test
  void damageIsToldInOneLine() throws IOException {
    fails(temporary.resolve("nowhere"), "no run folder at");
    fails(Files.createDirectories(temporary.resolve("empty")), "holds no run.json");
    damaged("run.json", "{", "run.json is damaged");
    damaged("run.json", "null", "run.json is damaged");
    damaged("run.json", "{\"format\": 1}", "run.json is damaged");
    String facts = Files.readString(folder.resolve("run.json"));
    damaged("run.json", facts.replace("\"format\" : 1", "\"format\" : 7"), "found 7");
    damaged("history.json", "{\"loss\": [1]}", "tells of 2 epochs, found 1");
    damaged("history.json", "[1]", "history.json");
    damaged("assessment.json", "{\"scores\": []}", "assessment.json is damaged");
    String assessment = Files.readString(folder.resolve("assessment.json"));
    damaged("assessment.json", assessment.replace("iVBOR", "<b>"), "PNG in Base64");
    damaged(
        "assessment.json", assessment.replaceFirst("\"logits\" : \\[ ", "$0\"NaN\", "), "finite");
    for (String list : List.of("logits", "samples", "mistakes", "scores", "confusion")) {
      damaged(
          "assessment.json",
          assessment.replaceFirst("\"" + list + "\" : \\[ ", "$0null, "),
          "assessment.json is damaged");
    }
  }

  private static void damaged(String file, String content, String message) throws IOException {
    Path copy = Files.createTempDirectory(temporary, "copy");
    for (String name : List.of("run.json", "history.json", "assessment.json")) {
      Files.copy(folder.resolve(name), copy.resolve(name));
    }
    Files.writeString(copy.resolve(file), content);
    fails(copy, message);
  }

  private static void fails(Path folder, String message) {
    assertThatIOException()
        .isThrownBy(() -> RunFolder.read(folder))
        .withMessageContaining(message)
        .withMessageNotContainingAny("\n", "Exception");
  }
}
