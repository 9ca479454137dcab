package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same two epochs as people's programs write them. */
class LossCurveFilesTest {
  private static final LossCurve CURVE =
      LossCurve.of(0, Map.of("loss", new double[] {2, 0.5}, "accuracy", new double[] {0.25, 0.75}));

  @TempDir Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        file("Keras's CSVLogger", "training.log", "epoch,accuracy,loss\n0,0.25,2.0\n1,0.75,0.5\n"),
        file("Keras 2", "a.csv", "epoch,acc,loss\n0,0.25,2.0\n1,0.75,0.5\n"),
        file("a mark of UTF-8", "a.csv", "\uFEFFepoch,accuracy,loss\n0,0.25,2\n1,0.75,0.5\n"),
        file("pandas' index", "a.csv", ",loss,accuracy\n0,2.0,0.25\n1,0.5,0.75\n"),
        file(
            "pandas' index twice",
            "a.csv",
            "Unnamed: 0,epoch,loss,accuracy\n7,0,2,0.25\n8,1,0.5,0.75\n"),
        file("no epochs", "a.csv", "loss,accuracy\n2.0,0.25\n0.5,0.75\n"),
        file("decimal commas", "a.csv", "epoch;loss;accuracy\r\n0;2,0;0,25\r\n1;0,5;0,75\r\n"),
        file("a spreadsheet", "a.csv", "sep=;\nepoch;loss;accuracy\n0;2.0;0.25\n1;0.5;0.75\n"),
        file("tabs", "a.tsv", "epoch\tloss\taccuracy\n0\t2.0\t0.25\n1\t0.5\t0.75\n"),
        file(
            "quotes",
            "a.csv",
            "\"epoch\",\"loss\",\"accuracy\"\n\"0\",\"2\",\"0.25\"\n1,0.5,\"0.75\"\n"),
        file("spaces", "a.csv", "epoch , loss, accuracy\n 0, 2.0, 0.25 \n1 ,0.5 ,0.75\n\n"),
        file("capitals", "a.csv", "Epoch,Train Loss,Train Accuracy\n0,2.0,0.25\n1,0.5,0.75\n"),
        file("epochs from 1", "a.csv", "epoch,loss,accuracy\n1,2.0,0.25\n2,0.5,0.75\n"),
        file("epochs as floats", "a.csv", "epoch,loss,accuracy\n0.0,2,0.25\n1.0,0.5,0.75\n"),
        file(
            "words beside",
            "a.csv",
            "epoch,when,loss,accuracy,\n0,today,2,0.25,\n1,now,0.5,0.75,\n"),
        file("an empty column", "a.csv", "epoch,loss,accuracy,f1\n0,2,0.25,NA\n1,0.5,0.75,\n"),
        file("Python", "a.json", "{\"loss\": [2.0, 0.5], \"accuracy\": [0.25, 0.75]}"),
        file("Python's str", "a.txt", "{'loss': [2.0, 0.5], 'accuracy': [0.25, 0.75]}"),
        file(
            "numbers in quotes",
            "a.json",
            "{\"loss\":[\"2.0\",\"0.5\"],\"acc\":[\"0.25\",\"0.75\"]}"),
        file(
            "Keras's History",
            "a.json",
            "{\"history\": {\"loss\": [2.0, 0.5], \"acc\": [0.25, 0.75]}, \"epoch\": [0, 1]}"),
        file(
            "epochs in it",
            "a.json",
            "{\"epoch\": [1, 2], \"loss\": [2, 0.5], \"acc\": [0.25, 0.75]}"),
        file(
            "words in it", "a.json", "{\"by\": \"me\", \"loss\": [2, 0.5], \"acc\": [0.25, 0.75]}"),
        file(
            "orient=columns",
            "a.json",
            "\uFEFF{\"loss\":{\"1\":0.5,\"0\":2.0},\"accuracy\":{\"0\":0.25,\"1\":0.75}}"),
        file(
            "orient=index",
            "a.json",
            "{\"0\":{\"loss\":2.0,\"accuracy\":0.25},\"1\":{\"loss\":0.5,\"accuracy\":0.75}}"),
        file("orient=records", "a.json", "[{\"loss\":2,\"acc\":0.25},{\"loss\":0.5,\"acc\":0.75}]"),
        file("lines=True", "a.json", "{\"loss\":2,\"acc\":0.25}\n{\"loss\":0.5,\"acc\":0.75}\n"),
        file(
            "orient=split",
            "a.json",
            "{\"columns\":[\"loss\",\"acc\"],\"index\":[0,1],\"data\":[[2,0.25],[0.5,0.75]]}"),
        file(
            "orient=table",
            "a.json",
            "{\"schema\":{},\"data\":[{\"index\":0,\"loss\":2,\"acc\":0.25},{\"index\":1,\"loss\":0.5,\"acc\":0.75}]}"));
  }

  private static Arguments file(String what, String name, String content) {
    return Arguments.of(what, name, content);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void readsWhatPeopleHave(String what, String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    assertThat(LossCurve.read(file)).as(what).isEqualTo(CURVE);
  }

  @Test
  void readsASpreadsheetsUnicodeText() throws IOException {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      String text = "\uFEFFepoch\tloss\taccuracy\r\n0\t2,0\t0,25\r\n1\t0,5\t0,75\r\n";
      Path file = Files.write(folder.resolve("u.txt"), text.getBytes(charset));
      assertThat(LossCurve.read(file)).isEqualTo(CURVE);
    }
  }

  @Test
  void saysWhatItTookForSomethingElseAndWhatItLeftOut() throws IOException {
    String table = "epoch,acc,comment,val_f1,lr\n1,0.5,hm,NA,1\n2,0.6,ok,,1\n";
    LossCurve curve = LossCurve.read(Files.writeString(folder.resolve("a.csv"), table));
    assertThat(curve.metrics()).containsExactly("accuracy");
    assertThat(curve.notes())
        .containsExactly(
            "\"comment\" holds no numbers and is left out",
            "\"val_f1\" holds no value and is left out",
            "its epochs are counted from 1, here from 0",
            "\"acc\" is taken for accuracy",
            "\"lr\" is taken for learning_rate");
    String json = "{\"loss\": [1], \"params\": {\"verbose\": 1}}";
    assertThat(LossCurve.read(Files.writeString(folder.resolve("a.json"), json)).notes())
        .containsExactly("\"params\" is no array and is left out");
  }

  @Test
  void keepsTwoAccuraciesOfOneFileApart() throws IOException {
    String table = "epoch,acc,categorical_accuracy,val_acc\n0,0.5,0.75,1\n";
    LossCurve curve = LossCurve.read(Files.writeString(folder.resolve("a.csv"), table));
    assertThat(curve.metrics()).containsExactly("acc", "categorical_accuracy", "val_accuracy");
    assertThat(curve.values("val_acc")).containsExactly(1);
  }

  @Test
  void aMissingValueIsNaNAndTold() throws IOException {
    String table = "epoch,loss,val_loss\n0,2,nan\n1,<NA>,inf\n2,#N/A,3\n";
    LossCurve curve = LossCurve.read(Files.writeString(folder.resolve("a.csv"), table));
    assertThat(curve.values("loss")).containsExactly(2, Double.NaN, Double.NaN);
    assertThat(curve.notFinite())
        .containsExactly(
            "loss is NaN in epoch 1, and not finite in 1 further epoch",
            "val_loss is NaN in epoch 0, and not finite in 1 further epoch");
    String nulls = "{\"loss\": [null, 1], \"val_loss\": [2, Infinity]}";
    assertThat(LossCurve.read(Files.writeString(folder.resolve("a.json"), nulls)).notFinite())
        .containsExactly("loss is NaN in epoch 0", "val_loss is Infinity in epoch 1");
  }

  @Test
  void refusesNumbersOnlyJavaReads() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "epoch,loss\n0,1f\n");
    assertThatThrownBy(() -> LossCurve.read(file)).hasMessageContaining("found \"1f\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2147483646, found 2147483646 at the start",
    "3e9, found 3000000000 at the start",
    "1000000000, found 1000000001 after 1000000000",
    "-1, found -1 at the start",
    "0.5, found 0.5 at the start",
    "NaN, found no number at the start",
  })
  void epochsOutOfRangeAreToldTheirRule(String first, String found) throws IOException {
    String table = "epoch,loss\n%s,1\n1000000001,1\n".formatted(first);
    Path file = Files.writeString(folder.resolve("a.csv"), table);
    assertThatThrownBy(() -> LossCurve.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "epochs must be whole numbers from 0 to 1000000000, each one more than the last, "
                + found);
  }

  @Test
  void theLastEpochOfACurveInMemoryHasTheSameBound() {
    Map<String, double[]> two = Map.of("loss", new double[2]);
    assertThat(LossCurve.of(999_999_999, two).epochs()).isEqualTo(2);
    assertThatThrownBy(() -> LossCurve.of(Integer.MAX_VALUE, two))
        .hasMessage("the last epoch of a curve must be at most 1000000000, found 2147483648");
  }

  @Test
  void moreEpochsThanAnyTrainingHasAreRefused() throws IOException {
    String table = "epoch,loss\n" + "0,1\n".repeat(1_000_001);
    Path csv = Files.writeString(folder.resolve("a.csv"), table);
    assertThatThrownBy(() -> LossCurve.read(csv))
        .hasMessageContaining("a curve must have at most 1,000,000 epochs, found 1,000,001");
  }

  @Test
  void aNameAsLongAsAPageIsRefusedShortened() throws IOException {
    String name = "n".repeat(201);
    Path csv = Files.writeString(folder.resolve("a.csv"), "epoch,loss," + name + "\n0,1,1\n");
    Path json =
        Files.writeString(folder.resolve("a.json"), "{\"loss\": [1], \"" + name + "\": [1]}");
    for (Path file : new Path[] {csv, json}) {
      assertThatThrownBy(() -> LossCurve.read(file))
          .hasMessageContaining("must have at most 200 characters, found 201 in nnn")
          .hasMessageEndingWith("n...");
    }
  }
}
