package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.ChildJvm;

/** The same seed and threads give the same bits in two JVMs that have little else in common. */
@Tag("slow")
class ReproducibilityTest {
  private static final List<String> TRAININGS =
      List.of(
          "onednn-1",
          "onednn-2",
          "onednn-3",
          "onednn-2-dropout",
          "onednn-3-dropout",
          "dl4j-1",
          "dl4j-1-dropout");

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    train("one", List.of("-XX:+UseG1GC", "-Xmx1g"), TRAININGS);
    List<String> backwards = new ArrayList<>(TRAININGS);
    Collections.reverse(backwards);
    train(
        "two",
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Xmn32m",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=1", // the address
            "-Duser.language=tr",
            "-Dfile.encoding=ISO-8859-1"),
        backwards);
  }

  private static void train(String name, List<String> options, List<String> trainings)
      throws IOException, InterruptedException {
    Path place = Files.createDirectories(folder.resolve(name));
    List<String> arguments = new ArrayList<>(List.of(place.toString()));
    arguments.addAll(trainings);
    ChildJvm.run(place, options, SeededTrainings.class, arguments);
  }

  @ParameterizedTest
  @FieldSource("TRAININGS")
  void twoJvmsGiveTheSameBits(String training) throws IOException {
    for (String entry : List.of("coefficients.bin", "updaterState.bin")) {
      assertThat(bytes("one", training, entry)).as(entry).isEqualTo(bytes("two", training, entry));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-dropout"})
  void otherThreadsDifferByRoundingOnly(String dropout) throws IOException {
    INDArray two = parameters("onednn-2" + dropout);
    INDArray three = parameters("onednn-3" + dropout);
    assertThat(three.toFloatVector()).isNotEqualTo(two.toFloatVector());
    assertThat(three.distance2(two)).isLessThan(1e-3 * two.norm2Number().doubleValue());
  }

  @Test
  void dropoutAndEngineTellTrainingsApart() throws IOException {
    INDArray plain = parameters("onednn-2");
    assertThat(parameters("onednn-2-dropout").distance2(plain)).isGreaterThan(0.1);
    assertThat(parameters("dl4j-1").toFloatVector()).isNotEqualTo(plain.toFloatVector());
    assertThat(parameters("dl4j-1").distance2(plain))
        .isLessThan(1e-3 * plain.norm2Number().doubleValue());
  }

  private static INDArray parameters(String training) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes("one", training, "coefficients.bin")))) {
      return Nd4j.read(in);
    }
  }

  private static byte[] bytes(String place, String training, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(folder.resolve(place).resolve(training + ".zip").toFile())) {
      return zip.getInputStream(zip.getEntry(entry)).readAllBytes();
    }
  }
}
