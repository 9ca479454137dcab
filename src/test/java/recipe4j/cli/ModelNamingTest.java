package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;
import recipe4j.data.ImageShape;
import recipe4j.keras.KerasFile;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.run.ModelLoader;

/** One way to name a model, and no file of the user's replaced unasked. */
class ModelNamingTest {
  private static final List<String> READERS =
      List.of("evaluate", "predict", "calibrate", "uncertainty", "summary", "export");

  @TempDir private static Path shared;
  private static Path data;
  private static Path run;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(shared.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(24, 2));
    run = shared.resolve("run");
    train(run);
  }

  private static void train(Path target, Object... further) {
    Cli.Result result = trainResult(target, further);
    assertThat(result.code()).as(result.err()).isZero();
  }

  private static Cli.Result trainResult(Path target, Object... further) {
    List<Object> args = new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data));
    args.addAll(List.of("--run", target, "--epochs", "1", "--verbose", "0"));
    args.addAll(List.of(further));
    return Cli.run(args.toArray());
  }

  private static Cli.Result ok(Object... args) {
    Cli.Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /** The command's words before and after the model. */
  private List<Object> of(String command) {
    List<Object> args = new ArrayList<>(List.of(command));
    switch (command) {
      case "calibrate" -> args.addAll(List.of("--dry-run", "--no-figures", "--resamples", "5"));
      case "uncertainty" -> args.add("--no-figures");
      case "export" -> args.addAll(List.of(folder.resolve("out.keras"), "--overwrite"));
      default -> {}
    }
    return args;
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "predict", "calibrate", "uncertainty", "summary", "export"})
  void asAnArgumentAsAnOptionAsAFolderAsAFile(String command) {
    List<Object> byOption = of(command);
    byOption.addAll(List.of("--model", run));
    Cli.Result expected = ok(byOption.toArray());
    for (Path model : List.of(run, run.resolve("model.zip"))) {
      List<Object> byArgument = of(command);
      byArgument.add(model);
      assertThat(ok(byArgument.toArray()).out()).isEqualTo(expected.out());
    }
    byOption.add(run);
    Cli.run(byOption.toArray())
        .failedWith(2, "one model is needed, found " + run + " and --model " + run);
  }

  /** In a folder where nothing has been trained, and then where something has been imported. */
  @Test
  @Tag("slow") // JVMs of its own
  void byDefaultTheLatestRun() throws Exception {
    for (String command : READERS) {
      Cli.Result result = Cli.process(folder, of(command).toArray());
      if (command.equals("summary")) {
        assertThat(result.err())
            .contains("Model: none named and none trained, so the recipe's network");
        assertThat(result.out()).contains("93,322");
      } else {
        result.failedWith(1, "no model file at runs/latest");
      }
    }
    Path keras = folder.resolve("bars.keras");
    ok("export", keras, run);
    assertThat(Cli.process(folder, "import", keras).out())
        .startsWith("Saved runs/latest/model.zip");
    Cli.Result evaluated = Cli.process(folder, "evaluate", "--dataset", "idx", "--data", data);
    assertThat(evaluated.out()).isEqualTo(ok("evaluate", run).out());
    assertThat(Cli.process(folder, "summary").err()).contains("Model: runs/latest");
    Cli.process(folder, "import", keras).failedWith(1, "runs/latest/model.zip is there already");
    Cli.process(folder, "train", "--dataset", "idx", "--data", data, "--epochs", "1")
        .failedWith(1, "runs/latest holds model.zip and is no run folder", "--overwrite");
  }

  @Test
  void weightsAreReadOntoAModel() throws IOException {
    Path weights = folder.resolve("other.weights.h5");
    Path other = folder.resolve("other");
    Copies.copy(other(), other);
    ModelFile.putSection(other.resolve("model.zip"), "calibration", Map.of("temperature", 2.0));
    ok("export", weights, run);
    Path model = folder.resolve("onto.zip");
    ok("import", weights, model, "--onto", other);
    SavedModel onto = ModelFile.load(model);
    assertThat(onto.network().params())
        .isEqualTo(ModelFile.load(run.resolve("model.zip")).network().params());
    assertThat(onto.sections()).containsKeys("dataset", "keras").doesNotContainKey("calibration");
    assertThat(ok("evaluate", model)).isEqualTo(ok("evaluate", run));
    Cli.run("import", weights, folder.resolve("x.zip"))
        .failedWith(1, "holds weights only", "recipe4j import FILE --onto MODEL");
    Path wider = folder.resolve("wider.keras");
    KerasFile.write(wider, KerasCnn.create(new ImageShape(18, 18, 4), 1));
    Cli.run("import", weights, folder.resolve("x.zip"), "--onto", wider)
        .failedWith(1, "weights.h5");
    Cli.run("import", weights, "--onto", run, "--uncompiled")
        .failedWith(2, "leave out --uncompiled");
    assertThat(folder.resolve("x.zip")).doesNotExist();
  }

  /** What tells of the earlier run goes with it. */
  @Test
  void anImportReplacesARunAsAWhole() throws IOException {
    Path keras = folder.resolve("bars.keras");
    ok("export", keras, run);
    Path other = folder.resolve("other");
    Copies.copy(other(), other);
    Cli.run("import", keras, other).failedWith(1, other.resolve("model.zip") + " is there already");
    assertThat(other.resolve("report.html")).exists();
    assertThat(ok("import", keras, other, "--overwrite").err())
        .contains("The run in " + other + " is replaced, with what it told of its dataset")
        .contains("for the new model give --dataset and --data");
    assertThat(ModelFile.load(other.resolve("model.zip")).network().params())
        .isEqualTo(ModelFile.load(run.resolve("model.zip")).network().params());
    for (String file : List.of("report.html", "run.json", "history.csv", "plots/loss.svg")) {
      assertThat(other.resolve(file)).doesNotExist();
    }
    Cli.run("import", keras, folder.resolve("x.keras")).failedWith(2, "take .zip");
  }

  @Test
  void anImportOntoARunKeepsWhatItToldOfItsImages() throws IOException {
    Path keras = folder.resolve("bars.keras");
    ok("export", keras, run);
    Path other = folder.resolve("kept");
    Copies.copy(other(), other);
    assertThat(ok("import", keras, other, "--onto", other, "--overwrite").err())
        .contains("The run in " + other + " is replaced\n");
    assertThat(ok("evaluate", other)).isEqualTo(ok("evaluate", run));
  }

  /** What has no .zip at its end is a folder, as the help says. */
  @Test
  void anImportGoesIntoAFolderOrAZipFile() throws IOException {
    Path keras = folder.resolve("bars.keras");
    ok("export", keras, run);
    Path into = folder.resolve("runs/k.1");
    assertThat(ok("import", keras, into).out()).startsWith("Saved " + into.resolve("model.zip"));
    assertThat(ok("summary", into).out()).isEqualTo(ok("summary", run).out());
    Cli.run("import", keras, into).failedWith(1, into.resolve("model.zip") + " is there already");
    assertThat(ok("import", keras, folder.resolve("m.ZIP")).out()).contains("m.ZIP with");
    Path text = Files.writeString(folder.resolve("notes"), "mine");
    Cli.run("import", keras, text, "--overwrite")
        .failedWith(2, "must be saved as a .zip file or into a folder, found " + text);
    assertThat(text).hasContent("mine");
  }

  @Test
  void aFolderIsNamedAsItWasGiven() {
    assertThat(ModelLoader.folder(Path.of("runs/k/model.zip"))).isEqualTo(Path.of("runs/k"));
    assertThat(ModelLoader.folder(Path.of("model.zip"))).isEqualTo(Path.of("."));
  }

  @Test
  void figuresOfARunGoIntoIt() throws IOException {
    Path own = folder.resolve("own");
    train(own);
    for (int i = 0; i < 2; i++) { // its own are replaced
      ok("uncertainty", own);
      ok("calibrate", own, "--resamples", "5");
    }
    for (String name : List.of("risk-coverage.png", "entropy.png", "temperature.png")) {
      assertThat(own.resolve(name)).isNotEmptyFile();
      assertThat(folder.resolve(name)).doesNotExist();
    }
    assertThat(own.resolve("reliability.png")).isNotEmptyFile();
  }

  @Test
  void nothingOfTheUsersIsReplacedUnasked() throws IOException {
    Path model = Files.copy(run.resolve("model.zip"), folder.resolve("model.zip"));
    Path picture = recipe4j.data.BarPictures.write(folder.resolve("p"), 1).resolve("left/0.png");
    List<Object> prepared = List.of("predict", model, picture, "--save-prepared", folder);
    refusedThenReplaced("out.keras", "export", folder.resolve("out.keras"), run);
    refusedThenReplaced("out.weights.h5", "export", folder.resolve("out.weights.h5"), run);
    refusedThenReplaced(
        "band.json", "curves", "record", folder.resolve("band.json"), "--runs", run, twin());
    refusedThenReplaced(
        "both.html", "report", run, twin(), "--output", folder.resolve("both.html"));
    refusedThenReplaced("0-0.png", prepared.toArray());
    refusedThenReplaced("entropy.png", "uncertainty", model);
    refusedThenReplaced("reliability.png", "calibrate", model, "--dry-run", "--resamples", "5");
    refusedThenReplaced(
        "figures/entropy.png", "uncertainty", run, "--figures", folder.resolve("figures"));
    refusedThenReplaced("in.zip", "import", folder.resolve("out.keras"), folder.resolve("in.zip"));
  }

  private static Path other() {
    return once("other", "5");
  }

  private static Path twin() {
    return once("twin", "2");
  }

  /** A run that is trained once for all tests. */
  private static Path once(String name, String seed) {
    Path run = shared.resolve(name);
    if (!Files.exists(run)) {
      train(run, "--seed", seed);
    }
    return run;
  }

  private void refusedThenReplaced(String name, Object... command) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    Cli.run(command).failedWith(1, file + " is there already", "--overwrite");
    assertThat(file).hasContent("mine");
    List<Object> again = new ArrayList<>(List.of(command));
    again.add("--overwrite");
    ok(again.toArray());
    assertThat(Files.size(file)).isGreaterThan(20);
  }

  @Test
  void trainingReplacesNothingButARun() throws IOException {
    for (String name :
        List.of("report.html", "model.zip", "run.json", "history.csv", "plots/loss.svg")) {
      Path project = Files.createTempDirectory(folder, "project");
      Path mine = project.resolve(name);
      Files.createDirectories(mine.getParent());
      Files.writeString(mine, "mine");
      trainResult(project).failedWith(1, project + " holds " + name, "--run DIR");
      assertThat(mine).hasContent("mine");
      try (var files = Files.list(project)) {
        assertThat(files).hasSize(1);
      }
    }
    Path project = folder.resolve("project");
    Path mine = Files.createDirectories(project.resolve("backup")).resolve("thesis.tex");
    Files.writeString(mine, "mine");
    train(project); // beside other files
    train(project);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void checkpointsReplaceNothing() throws IOException {
    Path target = folder.resolve("run");
    for (String pattern :
        List.of("best.keras", "m-{epoch:02d}-{val_loss:.2f}.zip", "{epoch}/m.h5")) {
      Path mine =
          folder.resolve(
              pattern.replaceAll("\\{e[^}]*\\}", "07").replaceAll("\\{v[^}]*\\}", "0.31"));
      Files.createDirectories(mine.getParent());
      Files.writeString(mine, "mine");
      String checkpoint = folder + "/" + pattern;
      trainResult(target, "--checkpoint", checkpoint).failedWith(1, mine + " is there already");
      assertThat(mine).hasContent("mine");
      train(target, "--checkpoint", checkpoint, "--overwrite");
    }
    Files.writeString(folder.resolve("m-final-1.zip"), "mine"); // no name of that pattern
    Files.delete(folder.resolve("m-07-0.31.zip"));
    try (var files = Files.newDirectoryStream(folder, "m-01-*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    train(target, "--checkpoint", folder + "/m-{epoch:02d}-{val_loss:.2f}.zip");
  }

  @Test
  void aCacheThatHoldsAnotherDatasetIsLeftAlone() throws IOException {
    Path cache =
        IdxFiles.write(folder.resolve("cache"), SmallData.bars(9, 1), SmallData.bars(9, 2));
    byte[] before = Files.readAllBytes(cache.resolve("train-images-idx3-ubyte"));
    Cli.run("data", "--download", "--cache", cache, "--mirror", "http://127.0.0.1:9/")
        .failedWith(
            1, "train-images-idx3-ubyte holds another file than MNIST's and is not replaced");
    assertThat(cache.resolve("train-images-idx3-ubyte")).hasBinaryContent(before);
  }

  @Test
  void offlineMeansOffline() {
    Cli.run("data", "--download", "--offline")
        .failedWith(2, "--download and --offline exclude each other");
  }
}
