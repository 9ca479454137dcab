package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;

/** What is printed and written is the same on a machine of any language, as a library too. */
class EveryLanguageTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir private static Path folder;
  private static Path data;
  private static Map<String, String> english;

  @BeforeAll
  static void inEnglish() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    Locale.setDefault(Locale.US);
    english = everything("en");
  }

  @AfterEach
  void restore() {
    Locale.setDefault(BEFORE);
  }

  /** The last one is Java's th_TH_TH, with Thai digits. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR", "de-DE", "th-TH-u-nu-thai-x-lvariant-TH"})
  void nothingDiffers(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    Map<String, String> found = everything(language);
    assertThat(found.keySet()).isEqualTo(english.keySet());
    found.forEach((name, text) -> assertThat(text).as(name).isEqualTo(english.get(name)));
  }

  @Test
  @Tag("slow") // JVMs of its own
  void thePropertiesOfTheJvmCount() throws IOException, InterruptedException {
    List<String> arabic = List.of("-Duser.language=ar", "-Duser.country=EG");
    Cli.Result result =
        Cli.process(folder, arabic, "train", "--dataset", "idx", "--data", data, "--epochs", "1");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out() + result.err()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
  }

  /** All texts that commands print and write, without times: by the name of the file or command. */
  private static Map<String, String> everything(String language) throws IOException {
    Path run = folder.resolve("run");
    Map<String, String> texts = new TreeMap<>();
    run(
        texts,
        "train",
        "--dataset=idx",
        "--data=" + data,
        "--run=" + run,
        "--epochs=2",
        "--batch-size=16",
        "--log-every-rate",
        "--schedule=recipe",
        "--checkpoint=" + run.resolve("at-{epoch:02d}-{loss:.3f}.zip"),
        "--tensorboard=" + run.resolve("logs"));
    Path model = run.resolve("model.zip");
    run(texts, "evaluate", "--model=" + model, "--dataset=idx", "--data=" + data);
    run(texts, "predict", "--model=" + model, "--dataset=idx", "--data=" + data);
    run(texts, "summary", "--model=" + model);
    run(texts, "uncertainty", model.toString(), "--dataset=idx", "--data=" + data, "--no-figures");
    Path csv = run.resolve("history.csv");
    Path other = Files.writeString(run.resolve("other.csv"), "epoch,loss\n0,1.25\n1,0.5\n");
    Path band = run.resolve("band.json");
    run(texts, "curves", "record", band.toString(), "--runs", csv.toString(), other.toString());
    run(texts, "curves", "compare", csv.toString(), other.toString());
    run(texts, "report", run.toString());
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.matches(".*\\.(json|csv|svg|html)")) {
          texts.put(name, withoutTimes(Files.readString(file)));
        } else {
          texts.put(name.replaceAll("[0-9]{9,}.*", "TIME"), "");
        }
      }
    }
    Files.move(run, folder.resolve("run-" + language));
    return texts;
  }

  private static void run(Map<String, String> texts, String... arguments) {
    Cli.Result result = Cli.run((Object[]) arguments);
    assertThat(result.code()).as(result.err()).isZero();
    texts.put(
        "output of " + arguments[0] + " " + arguments[1],
        withoutTimes(result.out() + result.err()));
  }

  private static String withoutTimes(String text) {
    assertThat(text).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+( UTC|Z)?", "TIME")
        .replaceAll("[0-9]+([.,][0-9]+)?(E-?\\d+)? ?(ms|us|s|h|min)?/(step|image)", "TIME")
        .replaceAll(" \\d+s TIME", " TIME")
        .replaceAll("<dt>Training time</dt><dd>[^<]*", "TIME")
        .replaceAll("(?s)\"timings\" ?: ?\\{.*?\\}", "TIME")
        .replaceAll("(?s)<caption><span>Timings.*?</table>", "TIME");
  }
}
