package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
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

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
