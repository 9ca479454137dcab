package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;

class ProgressListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void progressIsKerass() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    Training.of(net).epochs(2).batchSize(16).console(out, false).fit(BARS);
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Epoch 1/2"),
            line ->
                assertThat(line)
                    .matches(
                        "2/2 ━{20} \\d+s \\d+[mu]?s/step - accuracy: [\\d.]+ - loss: [\\d.]+"
                            + " - val_accuracy: [\\d.]+ - val_loss: [\\d.]+ - learning_rate: 0.0010"),
            line -> assertThat(line).isEqualTo("Epoch 2/2"),
            line -> assertThat(line).startsWith("2/2 ━"));
  }

  @Test
  void verboseTwoIsALinePerEpochAndZeroIsSilent() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    Training.of(net).batchSize(16).verbose(2).console(out, true).fit(BARS);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).matches("2/2 - \\d+s - \\d+[mu]?s/step - accuracy: .*");
    bytes.reset();
    Training.of(net).batchSize(16).verbose(0).console(out, true).fit(BARS);
    assertThat(bytes.size()).isZero();
  }

  /** A bar of two lines can't be redrawn: each time a line would stay. */
  @ParameterizedTest
  @ValueSource(ints = {200, 80, 65, 40, 12, 1})
  void aBarThatIsRedrawnStaysOnOneLine(int width) {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    TrainingListener slow =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            long until = System.nanoTime() + 60_000_000; // it is redrawn every 50 ms at most
            while (System.nanoTime() < until) { // parking may end early
              LockSupport.parkNanos(until - System.nanoTime());
            }
          }
        };
    Training.of(net).batchSize(8).console(out, true, width).listeners(slow).fit(BARS);
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    List<String> bars = List.of(drawn.split("\r\u001b\\[K"));
    assertThat(bars).hasSizeGreaterThan(3);
    assertThat(bars.subList(1, bars.size() - 1))
        .map(bar -> bar.replaceAll("\u001b\\[\\d*m", ""))
        .allMatch(bar -> bar.length() < Math.max(2, width), "shorter than " + width)
        .allMatch(bar -> width > 70 == bar.contains("━".repeat(20)));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
