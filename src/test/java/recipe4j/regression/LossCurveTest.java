package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.listener.CsvListener;
import recipe4j.model.KerasCnn;
import recipe4j.train.History;
import recipe4j.train.Training;

class LossCurveTest {
  @TempDir Path folder;

  @Test
  void historyAndItsCsvAreOneCurve() throws IOException {
    ImageDataset bars = SmallData.dataset(60);
    Path csv = folder.resolve("history.csv");
    History history =
        Training.of(KerasCnn.create(bars.shape(), 1))
            .initialEpoch(2)
            .epochs(4)
            .verbose(0)
            .listeners(new CsvListener(csv, false))
            .fit(bars);
    LossCurve curve = LossCurve.of(history);
    assertThat(curve.metrics()).containsExactly("accuracy", "loss", "val_accuracy", "val_loss");
    assertThat(curve.values("loss")).containsExactly(history.get("loss"));
    assertThat(curve.learningRates()).contains(new double[] {1e-3, 1e-3});
    assertThat(curve.firstEpoch()).isEqualTo(2);
    assertThat(curve.epochs()).isEqualTo(2);
    assertThat(LossCurve.read(csv)).isEqualTo(curve).hasSameHashCodeAs(curve);
  }

  @Test
  void readsKerasHistoriesBareAndWithTheirSurroundings() throws IOException {
    LossCurve expected =
        LossCurve.of(0, Map.of("loss", new double[] {0.5, 0.25}, "acc", new double[] {0.1, 0.2}));
    String bare = "{\"loss\": [0.5, 0.25], \"acc\": [0.1, 0.2]}";
    assertThat(LossCurve.read(file("bare.json", bare))).isEqualTo(expected);
    String whole = "{\"keras\": \"3.15.1\", \"seed\": 1, \"history\": %s}".formatted(bare);
    assertThat(LossCurve.read(file("whole.json", whole))).isEqualTo(expected);
  }

  @Test
  void readsAFileOfRealKeras() throws IOException {
    LossCurve keras = RecordedCurves.MNIST_CONSTANT.keras().get(0);
    assertThat(keras.epochs()).isEqualTo(10);
    assertThat(keras.values("loss")[0]).isEqualTo(0.2911874055862427);
    assertThat(keras.learningRates()).isEmpty();
  }

  @Test
  void readsTheNumbersThatAreNone() throws IOException {
    LossCurve json = LossCurve.read(file("a.json", "{\"loss\": [0.5, NaN, Infinity]}"));
    assertThat(json.values("loss")).containsExactly(0.5, Double.NaN, Double.POSITIVE_INFINITY);
    LossCurve csv = LossCurve.read(file("a.csv", "epoch,loss\r\n3,0.5\r\n4,nan\r\n5,inf\r\n"));
    assertThat(csv.values("loss")).containsExactly(json.values("loss"));
    assertThat(csv.firstEpoch()).isEqualTo(3);
  }

  @Test
  void callsTheRateOfKeras2LikeThatOfKeras3() throws IOException {
    LossCurve curve = LossCurve.read(file("k2.json", "{\"loss\": [0.5], \"lr\": [0.1]}"));
    assertThat(curve.metrics()).containsExactly("loss");
    assertThat(curve.learningRates()).contains(new double[] {0.1});
  }

  @Test
  void handsOutCopies() {
    double[] loss = {0.5};
    LossCurve curve = LossCurve.of(0, Map.of("loss", loss));
    loss[0] = 9;
    curve.values("loss")[0] = 9;
    assertThat(curve.values("loss")).containsExactly(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.txt | x | the first line must name the columns, such as epoch,loss",
        "a.json | { | is no valid JSON",
        "a.json | {\"loss\": [1]} x | is no valid JSON",
        "a.json | {\"loss\": [1], \"epoch\": [0, 1]} | of the same epochs, found 2 epochs",
        "a.csv | epoch,loss,loss%n0,1,2 | every column must have a name of its own, found \"loss\" twice",
        "a.csv | loss;val_loss%n0,5;1%n0,4;0,x | line 3 must hold numbers, found \"0,x\"",
        "a.json | [1] | a history must be an object such as",
        "a.json | {} | a curve needs at least one metric, such as loss, found []",
        "a.json | {\"loss\": 1} | \"loss\" must be an array with a number per epoch, found number",
        "a.json | {\"loss\": [1, \"x\"]} | must hold numbers, found \"x\" at epoch 1",
        "a.json | {\"loss\": []} | needs a value for each of the same epochs",
        "a.json | {\"loss\": [1], \"acc\": [1, 2]} | of the same epochs, found {accuracy=2, loss=1}",
        "a.csv | one;two | the first line must name the columns, such as epoch,loss",
        "a.csv | epoch,loss | a curve needs at least one epoch, found none",
        "a.csv | epoch,loss%n0,1,2 | line 2 must have 2 columns, found 3",
        "a.csv | epoch,loss%n0,abc | line 2 must hold numbers, found \"abc\"",
        "a.csv | epoch,loss%n0,1%n2,1 | each one more than the last, found 2 after 0",
      })
  void namesWhatIsWrongWithAFile(String name, String content, String message) throws IOException {
    Path file = file(name, content.replace("%n", "\n"));
    assertThatThrownBy(() -> LossCurve.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refusesFilesThatAreMissingOrNoText() throws IOException {
    assertThatThrownBy(() -> LossCurve.read(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.csv: a file must be there, found nothing");
    Path latin = Files.write(folder.resolve("l.csv"), "épo".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> LossCurve.read(latin)).hasMessageContaining("must be text in UTF-8");
  }

  @Test
  void refusesMetricsItLacks() {
    LossCurve curve = LossCurve.of(0, Map.of("loss", new double[] {1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve.values("val_loss"))
        .withMessage("the curve has [loss], found val_loss");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossCurve.of(-1, Map.of("loss", new double[] {1})))
        .withMessage("the first epoch of a curve must be at least 0, found -1");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
