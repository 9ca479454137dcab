package recipe4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.cli.Cli;
import recipe4j.data.BarPictures;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.ImageFolder;
import recipe4j.image.Preparation;
import recipe4j.model.ModelFile;
import recipe4j.model.Predictor;
import recipe4j.uncertainty.Logits;

/** {@code evaluate --json} and {@code predict --json}: what docs/json.md says. */
class JsonOutputTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private static Path folder;
  private static Path pictures;
  private static Path run;
  private static ImageDataset dataset;
  private static Logits logits;

  @BeforeAll
  static void train() throws IOException {
    pictures = BarPictures.write(folder.resolve("bars"), 20);
    java.nio.file.Files.move(pictures.resolve("left"), pictures.resolve("l\u00efft"));
    run = folder.resolve("run");
    ok("train", "--dataset", "images", "--data", pictures, "--run", run, "--epochs", "2");
    dataset = ImageFolder.load(pictures, 28, Preparation.SCALE, 0.2);
    logits =
        Predictor.of(ModelFile.load(run.resolve("model.zip")).network()).logits(dataset.test());
  }

  private static Cli.Result ok(Object... args) {
    Cli.Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private static JsonNode json(Object... args) throws IOException {
    List<Object> all = new ArrayList<>(List.of(args));
    all.add("--json");
    String out = ok(all.toArray()).out();
    assertThat(out).as("any terminal can show it").matches("[\\x20-\\x7e\\r\\n]*");
    return JSON.readTree(out);
  }

  @Test
  void evaluationHasEveryClass() throws IOException {
    JsonNode found = json("evaluate", run);
    Map<?, ?> outcome =
        (Map<?, ?>) JSON.readValue(run.resolve("run.json").toFile(), Map.class).get("outcome");
    assertThat(found.get("loss").asDouble())
        .isEqualTo((double) outcome.get("test_loss"), within(1e-6));
    assertThat(found.get("accuracy").asDouble()).isEqualTo((double) outcome.get("test_accuracy"));
    assertThat(found.get("images").asInt()).isEqualTo(12);
    assertThat(found.at("/dataset/of_training").asBoolean()).isTrue();
    assertThat(found.at("/dataset/name").asText()).isEqualTo("bars");
    int[][] confusion = new int[3][3];
    for (int i = 0; i < dataset.test().count(); i++) {
      confusion[dataset.test().label(i)][logits.argmax(i)]++;
    }
    assertThat(found.get("classes")).hasSize(3);
    for (int c = 0; c < 3; c++) {
      JsonNode one = found.get("classes").get(c);
      int taken = confusion[0][c] + confusion[1][c] + confusion[2][c];
      assertThat(one.get("class").asInt()).isEqualTo(c);
      assertThat(one.get("name").asText()).isEqualTo(dataset.info().classes().get(c));
      assertThat(one.get("support").asInt()).isEqualTo(4);
      assertThat(one.get("recall").asDouble()).isEqualTo(confusion[c][c] / 4.0);
      assertThat(one.get("precision").isNull()).isEqualTo(taken == 0);
      assertThat(one.get("precision").asDouble())
          .isEqualTo(taken == 0 ? 0 : (double) confusion[c][c] / taken);
    }
  }

  @Test
  void predictionsHaveLogitsAndProbabilities() throws IOException {
    JsonNode found = json("predict", run, "--first", "5", "--temperature", "0.6", "--draw", "3");
    assertThat(found.get("temperature").asDouble()).isEqualTo(0.6);
    assertThat(found.get("classes")).hasSize(3);
    assertThat(found.get("images")).hasSize(5);
    for (int i = 0; i < 5; i++) {
      JsonNode image = found.get("images").get(i);
      assertThat(image.get("label").asInt()).isEqualTo(dataset.test().label(i));
      assertThat(image.get("predicted").asInt()).isEqualTo(logits.argmax(i));
      assertThat(image.get("name").asText())
          .isEqualTo(dataset.info().classes().get(logits.argmax(i)));
      assertThat(image.get("drawn").asInt()).isBetween(0, 2);
      double[] probabilities = logits.select(i).atTemperature(0.6).row(0);
      for (int c = 0; c < 3; c++) {
        assertThat(image.get("logits").get(c).asDouble()).isEqualTo(logits.row(i)[c]);
        assertThat(image.get("probabilities").get(c).asDouble())
            .isEqualTo(probabilities[c], within(1e-12));
      }
    }
    assertThat(json("predict", run, "--temperature", "inf").get("temperature").asText())
        .isEqualTo("Infinity");
  }

  @Test
  void ofPicturesTheFilesToo() throws IOException {
    Path picture = pictures.resolve("right/1.jpg");
    JsonNode found = json("predict", run, picture, pictures.resolve("right/0.png"));
    assertThat(found.get("images")).hasSize(2);
    assertThat(found.at("/images/0/file").asText()).isEqualTo(picture.toString());
    assertThat(found.at("/images/0/prepared").asText()).isEqualTo("scaled to 28x28");
    assertThat(found.at("/images/0").has("label")).isFalse();
    assertThat(found.has("dataset")).isFalse();
    Cli.run("predict", run, "--json", "--compare").failedWith(2, "leave out --compare");
  }

  @Test
  void theTableForPeopleIsNarrow() {
    assertThat(ok("evaluate", run).out().lines())
        .hasSize(6)
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.matches("class +precision +recall +support"));
  }
}
