package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.History;
import recipe4j.train.Training;

class ListenersTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void periodicLossSpeaksEveryTenthEpochAndAtTheLast() {
    fit(12, new PeriodicLossListener(10, out));
    assertThat(lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).matches("epoch = 0, loss = \\d+\\.\\d{4}"),
            line -> assertThat(line).startsWith("epoch = 10, "),
            line -> assertThat(line).startsWith("epoch = 11, "));
  }

  @Test
  void periodicLossSpeaksEveryNthIterationToo() {
    fit(2, new PeriodicLossListener(10, out).alsoEveryIterations(3));
    assertThat(lines()).filteredOn(line -> line.startsWith("iteration")).hasSize(2);
  }

  @Test
  void learningRateIsReportedOnceAtEachChange() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    Training.of(net)
        .epochs(5)
        .batchSize(16)
        .verbose(0)
        .schedule(PiecewiseSchedule.startingAt(1e-3).from(2, 1e-4).from(4, 1e-5))
        .listeners(new LearningRateListener(false, out))
        .fit(BARS);
    assertThat(lines())
        .containsExactly(
            "Learning rate: 0.0001000, was 0.001000 (epoch = 2)",
            "Learning rate: 1.000e-05, was 0.0001000 (epoch = 4)");
  }

  @Test
  void learningRateIsReportedEveryEpochOnRequest() {
    fit(3, new LearningRateListener(true, out));
    assertThat(lines()).hasSize(3).allMatch(line -> line.startsWith("Learning rate: 0.001000"));
  }

  @Test
  void csvHasAHeaderAndALinePerEpoch() throws IOException {
    Path file = folder.resolve("deep/history.csv");
    History history = fit(2, new CsvListener(file, false));
    List<String> csv = Files.readAllLines(file);
    assertThat(csv).hasSize(3);
    assertThat(csv.get(0)).isEqualTo("epoch,accuracy,learning_rate,loss,val_accuracy,val_loss");
    assertThat(csv.get(2).split(",", -1)[0]).isEqualTo("1");
    assertThat(Double.parseDouble(csv.get(2).split(",", -1)[3])).isEqualTo(history.last().loss());
    fit(1, new CsvListener(file, true));
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void csvMayHaveAnotherSeparator() throws IOException {
    Path file = folder.resolve("history.tsv");
    History history = fit(1, new CsvListener(file, '\t', false));
    List<String> csv = Files.readAllLines(file);
    assertThat(csv.get(0).split("\t", -1)).hasSize(6);
    assertThat(csv.get(1)).startsWith("0\t" + history.last().accuracy() + "\t0.001\t");
    assertThatThrownBy(() -> new CsvListener(file, '.', false))
        .hasMessage(
            "a separator must not be part of a name or a number, found '.'; take ',', ';' or a tab");
  }

  @Test
  void plotIsAPicture() throws IOException {
    Path file = folder.resolve("loss-curve.png");
    fit(2, new LossCurvePlotListener(file));
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1920);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "DL4J"})
  void nanStopsTheTraining(EngineKind engine) {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1, engine, EngineOptions.defaults());
    net.getLayer(0).getParam("W").assign(Double.NaN);
    History history =
        Training.of(net)
            .epochs(5)
            .batchSize(4)
            .console(out, false)
            .listeners(new TerminateOnNanListener())
            .fit(BARS);
    assertThat(history.epochs()).hasSize(1);
    assertThat(net.getIterationCount()).isEqualTo(1);
    assertThat(lines()).last().asString().startsWith("Stopped: the loss is NaN at iteration 0");
  }

  private History fit(int epochs, TrainingListener... listeners) {
    return Training.of(KerasCnn.create(BARS.shape(), 1))
        .epochs(epochs)
        .batchSize(16)
        .verbose(0)
        .listeners(listeners)
        .fit(BARS);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
