package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.BarPictures;

/** Training, judging and asking a model of class folders with pictures. */
class ClassFoldersCommandTest {
  @TempDir private Path folder;

  @Test
  void trainEvaluateAndPredict() throws IOException {
    Path data = BarPictures.write(folder.resolve("bars"), 40);
    Path run = folder.resolve("run");
    Cli.Result trained =
        Cli.run(
            "train",
            "--dataset",
            "images",
            "--data",
            data,
            "--run",
            run,
            "--epochs",
            "6",
            "--batch-size",
            "16");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("train 76 · validation 20 · test 24");
    Cli.Result evaluated =
        Cli.run(
            "evaluate", "--model", run.resolve("model.zip"), "--dataset", "images", "--data", data);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(trained.out()).contains(evaluated.out().lines().findFirst().orElseThrow());
    assertThat(evaluated.out()).containsPattern("(?m)^middle +[01]\\.\\d{4} +[01]\\.\\d{4} +8$");
    double accuracy =
        Double.parseDouble(evaluated.out().replaceAll("(?s).*accuracy: ([\\d.]+).*", "$1"));
    assertThat(accuracy).isGreaterThan(0.9);

    Cli.Result predicted =
        Cli.run("predict", run.resolve("model.zip"), data.resolve("right/0.png"), "--show", "none");
    assertThat(predicted.out())
        .as("prepared as in the training")
        .startsWith("right, ")
        .contains("right/0.png, scaled to 28x28", "p(left)   p(middle)    p(right)")
        .containsPattern("(?m)^ +0 +right +\\d");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("<th scope=\"col\">as middle</th>");
  }

  @Test
  void badFoldersAreToldInOneLine() throws IOException {
    Path data = BarPictures.write(folder.resolve("bars"), 4);
    Path note = Files.writeString(data.resolve("left/notes.txt"), "hello");
    Cli.run(
            "train",
            "--dataset",
            "images",
            "--data",
            data,
            "--run",
            folder.resolve("run"),
            "--strict")
        .failedWith(1, note.toString(), "found something else");
    Cli.Result others = train(data);
    assertThat(others.code()).as(others.err()).isZero();
    assertThat(others.err())
        .contains("left out: " + note + ": a picture must be PNG")
        .containsPattern("\\d\\d pictures read, 1 left out; --strict stops at the first");
    for (java.io.File picture : data.resolve("left").toFile().listFiles()) {
      Files.writeString(picture.toPath(), "hello");
    }
    train(data).failedWith(1, "every class must have a picture that can be read");
    data = BarPictures.write(folder.resolve("again"), 4);
    Path empty = Files.createDirectory(data.resolve("none"));
    train(data).failedWith(1, empty + ": a class folder must hold pictures, found none");
    Files.delete(empty);
    train(data.resolve("left")).failedWith(1, "at least 2 class folders, found none");
    train(folder.resolve("nowhere")).failedWith(1, "nowhere", "found nothing");
  }

  private Cli.Result train(Path data) {
    return Cli.run(
        "train",
        "--dataset",
        "images",
        "--data",
        data,
        "--run",
        folder.resolve("run"),
        "--epochs",
        "1");
  }
}
