package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.SmallData;

/** One clear line and the documented exit code, never a stack trace, never a half-written file. */
class BadInputTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir private Path folder;

  @AfterEach
  void nothingIsHalfWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".tmp") || name.endsWith("model.zip"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--batch-size, 0, 'must be at least 1, found 0'",
    "--epochs, -3, 'must be at least 1, found -3'",
    "--epochs, many, 'must be a whole number from 1 to 2147483647, found many'",
    "--validation-split, 1, 'must be at least 0 and below 1, found 1'",
    "--learning-rate, 0, 'must be above 0, found 0'",
    "--verbose, 3, 'must be 0, 1 or 2, found 3'",
    "--preset, slow, 'found slow'",
    "--dataset, cifar, 'found cifar'",
    "--bogus, 1, 'Unknown option'"
  })
  void wrongOptionsOfTrain(String option, String value, String message) {
    Cli.run("train", "--run", folder.resolve("run"), option, value)
        .failedWith(2, message.replace("found slow", "slow").replace("found cifar", "cifar"));
  }

  @Test
  void temperatureBelowZero() {
    Cli.run("predict", "--temperature", "-1").failedWith(2, "must be 0 or more, found -1");
    Cli.run("predict", "--temperature", "NaN").failedWith(2, "must be 0 or more, found NaN");
  }

  @Test
  void unknownCommand() {
    Cli.run("trian").failedWith(2, "trian");
  }

  @Test
  void missingFolder() {
    Path missing = folder.resolve("nowhere");
    train("mnist", missing).failedWith(1, missing.toString());
    train("idx", missing).failedWith(1, missing.toString());
  }

  @Test
  void emptyFile() throws IOException {
    Path data = bars();
    Files.write(data.resolve(IMAGES), new byte[0]);
    train("idx", data).failedWith(1, IMAGES, "empty");
  }

  @Test
  void wrongMagicNumber() throws IOException {
    Path data = bars();
    byte[] content = Files.readAllBytes(data.resolve(IMAGES));
    content[3] = 9;
    Files.write(data.resolve(IMAGES), content);
    train("idx", data).failedWith(1, IMAGES, "magic number", "2051");
  }

  @Test
  void truncatedImages() throws IOException {
    Path data = bars();
    byte[] content = Files.readAllBytes(data.resolve(IMAGES));
    Files.write(data.resolve(IMAGES), Arrays.copyOf(content, content.length - 100));
    train("idx", data).failedWith(1, IMAGES, Integer.toString(content.length));
  }

  @Test
  void labelCountThatDiffers() throws IOException {
    Path data = bars();
    Files.copy(
        bars("other", 41).resolve(LABELS),
        data.resolve(LABELS),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    train("idx", data).failedWith(1, "40", "41");
  }

  @Test
  void labelOutOfRange() throws IOException {
    Path data = bars();
    byte[] labels = Files.readAllBytes(data.resolve("t10k-labels-idx1-ubyte"));
    labels[8] = 7;
    Files.write(data.resolve("t10k-labels-idx1-ubyte"), labels);
    train("idx", data).failedWith(1, "7");
  }

  @Test
  void wrongChecksum() throws IOException {
    train("mnist", bars()).failedWith(1, "SHA-256 sum", "found", "--dataset idx");
  }

  @Test
  void imagesTooSmall() throws IOException {
    Path data = bars();
    for (String part : new String[] {"train", "t10k"}) {
      Path file = data.resolve(part + "-images-idx3-ubyte");
      byte[] content = Files.readAllBytes(file);
      int count = content[7];
      content[11] = 9;
      Files.write(file, Arrays.copyOf(content, 16 + count * 9 * 18));
    }
    train("idx", data).failedWith(1, "at least 18x18, found 9x18");
  }

  @Test
  void unreachableMirrors() throws Exception {
    long start = System.nanoTime();
    Cli.Result result =
        Cli.process(
            Files.createDirectory(folder.resolve("home")),
            "train",
            "--dataset",
            "mnist",
            "--mirror",
            "http://127.0.0.1:9/");
    result.failedWith(1, "127.0.0.1:9", "--data");
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
  }

  @Test
  void readOnlyCache() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");
    Cli.process(home, "data", "--download", "--cache", blocked.resolve("mnist"))
        .failedWith(1, blocked.toString());
  }

  @Test
  void runFolderThatCannotBeWritten() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");
    Cli.run("train", "--dataset", "sample", "--run", blocked.resolve("run"))
        .failedWith(1, "cannot write to the run folder", "--run DIR");
  }

  @Test
  void badModels() throws IOException {
    Path missing = folder.resolve("missing.zip");
    Cli.run("evaluate", "--model", missing).failedWith(1, "no model file at " + missing);
    Path text = Files.writeString(folder.resolve("text.zip"), "hello");
    Cli.run("predict", "--model", text).failedWith(1, "is no readable model");
    Cli.run("summary", "--model", text).failedWith(1, "is no readable model");
  }

  @Test
  void badConfigurationFiles() throws IOException {
    Cli.run("train", "--config", folder.resolve("none.json")).failedWith(2, "no configuration");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Cli.run("train", "--config", broken).failedWith(2, "is no valid JSON");
    Path lines = Files.writeString(folder.resolve("lines.yaml"), "a: 1\nb\nc: 2\n");
    Cli.run("train", "--config", lines).failedWith(2, "is no valid YAML (", "); correct it");
    Path unknown = Files.writeString(folder.resolve("unknown.yaml"), "epoch: 3");
    Cli.run("train", "--config", unknown).failedWith(2, "unknown name \"epoch\"");
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "epochs: 0");
    Cli.run("train", "--config", wrong).failedWith(2, "must be at least 1, found 0");
  }

  private Cli.Result train(String dataset, Path data) {
    return Cli.run("train", "--dataset", dataset, "--data", data, "--run", folder.resolve("run"));
  }

  private Path bars() throws IOException {
    return bars("bars", 40);
  }

  private Path bars(String name, int count) throws IOException {
    return IdxFiles.write(folder.resolve(name), SmallData.bars(count, 1), SmallData.bars(10, 2));
  }
}
