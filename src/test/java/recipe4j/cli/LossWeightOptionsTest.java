package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.regression.LossCurve;

/** Weights of classes and images, of which the loss of an epoch tells. */
class LossWeightOptionsTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
  }

  private Cli.Result train(Object... options) {
    List<Object> args = new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data));
    args.addAll(List.of("--run", folder.resolve("run"), "--verbose", "0", "--threads", "1"));
    args.addAll(List.of("--epochs", "1"));
    args.addAll(List.of(options));
    return Cli.run(args.toArray());
  }

  private double value(String name) throws IOException {
    return LossCurve.read(folder.resolve("run/history.csv")).values(name)[0];
  }

  @Test
  void weightClassesInTrainingAlone() throws IOException {
    assertThat(train("--class-weight", "0=0,1=0,2=0").code()).isZero();
    assertThat(value("loss")).isZero();
    assertThat(value("val_loss")).isPositive();
    assertThat(folder.resolve("run/run.json"))
        .content()
        .contains("\"class-weight\" : \"0=0,1=0,2=0\"");
    assertThat(train("--class-weight", "1=3").code()).isZero();
    assertThat(value("loss")).isPositive();
  }

  @Test
  void weightImagesInValidationToo() throws IOException {
    Path weights = Files.writeString(folder.resolve("w.txt"), "0\n".repeat(60));
    assertThat(train("--sample-weight", weights).code()).isZero();
    assertThat(value("loss")).isZero();
    assertThat(value("val_loss")).isZero();
  }

  @Test
  void wrongOnesAreTold() throws IOException {
    Path weights = Files.writeString(folder.resolve("w.txt"), "1\n".repeat(7));
    train("--class-weight", "0:1").failedWith(2, "such as 0=1,7=2.5, found 0:1");
    train("--class-weight", "9=1")
        .failedWith(1, "weights must be of classes 0 to 2, found one of 9");
    train("--sample-weight", weights)
        .failedWith(1, "of the 60 images with those of the validation, found 7");
    train("--sample-weight", weights, "--class-weight", "0=1").failedWith(2, "leave one out");
    train("--sample-weight", folder.resolve("none")).failedWith(1, "none");
  }
}
