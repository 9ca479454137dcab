package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossCurveBandTest {
  @TempDir Path folder;

  @Test
  void hasMeanDeviationAndQuantilesOfEveryEpoch() {
    LossCurveBand band = LossCurveBand.of(List.of(loss(1, 10), loss(2, 10), loss(6, 10)));
    Spread first = band.at("loss", 4);
    assertThat(first.mean()).isEqualTo(3);
    assertThat(first.standardDeviation()).isCloseTo(Math.sqrt(7), within(1e-12));
    assertThat(first.quantiles()).containsExactly(1.0, 1.1, 1.5, 2.0, 4.0, 5.6, 6.0);
    assertThat(band.at("loss", 5).standardDeviation()).isZero();
    assertThat(List.of(band.runs(), band.firstEpoch(), band.epochs())).containsExactly(3, 4, 2);
  }

  @Test
  void comesBackFromItsFile() throws IOException {
    LossCurveBand band = LossCurveBand.of(RecordedCurves.MNIST_CONSTANT.keras());
    Path file = folder.resolve("new/band.json");
    band.save(file);
    assertThat(LossCurveBand.load(file)).isEqualTo(band).hasSameHashCodeAs(band);
  }

  @Test
  void leavesTheOldFileWhenItCannotWrite() throws IOException {
    Path file = Files.createDirectory(folder.resolve("band.json"));
    LossCurveBand band = LossCurveBand.of(List.of(loss(1, 2), loss(2, 3)));
    assertThatThrownBy(() -> band.save(file)).isInstanceOf(IOException.class);
    assertThat(folder.toFile().list()).containsExactly("band.json");
  }

  @Test
  void refusesRunsThatMakeNoBand() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossCurveBand.of(List.of(loss(1, 2))))
        .withMessage("a band needs at least 2 runs, found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossCurveBand.of(List.of(loss(1, 2), loss(1))))
        .withMessageStartingWith("runs must have the same epochs and metrics, found epochs 4 to 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossCurveBand.of(List.of(loss(1, 2), loss(1, Double.NaN))))
        .withMessageStartingWith("a spread needs finite values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"runs\": 2, \"first_epoch\": 0, \"metrics\": {\"loss\": {\"mean\": [1], \"std\": []}}}",
        "{\"runs\": 1, \"first_epoch\": 0, \"metrics\": {\"loss\": {}}}",
        "{\"runs\": 2, \"first_epoch\": -1, \"metrics\": {\"loss\": {}}}",
        "nothing"
      })
  void refusesFilesThatHoldNoBand(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), content);
    assertThatThrownBy(() -> LossCurveBand.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.json");
  }

  @Test
  void refusesEpochsItLacks() {
    LossCurveBand band = LossCurveBand.of(List.of(loss(1, 2), loss(2, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> band.at("loss", 6))
        .withMessage("the band has epochs 4 to 5 of [loss], found no loss of epoch 6");
  }

  private static LossCurve loss(double... values) {
    return LossCurve.of(4, Map.of("loss", values));
  }
}
