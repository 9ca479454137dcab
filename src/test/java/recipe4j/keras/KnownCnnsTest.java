package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.DocsBlock;
import recipe4j.data.ImageShape;
import recipe4j.engine.AcceleratedNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.engine.KernelTimes;
import recipe4j.engine.Platform;
import recipe4j.model.KerasCnn;

/**
 * Ten small CNNs as Keras's examples and the literature have them, written and trained a little by
 * real Keras (src/test/keras/known_cnns.py): read, evaluated to the digit, trained on, and computed
 * by the engine. How fast they are, {@link #main} says in docs/keras-mapping.md.
 */
@Tag("keras")
class KnownCnnsTest {
  private static final int STEPS = 30;

  @TempDir static Path folder;

  /** What came of one. */
  private record Row(String name, double accuracy, double share, double here, double keras) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| `%s` | %.4f | %.0f%% | %.2f | %.2f |",
          name,
          accuracy,
          100 * share,
          here,
          keras);
    }
  }

  @Test
  void areReadEvaluatedAndTrainedAsByKeras() throws Exception {
    RealKeras.assumeThere();
    RealKeras.run(folder, "known_cnns.py", List.of(folder.toString()));
    List<KerasCase> cases = KerasCase.of(folder);
    assertThat(cases).hasSize(20);
    for (KerasCase one : cases) {
      if (one.name().endsWith(".steps.keras")) {
        assertThat(KerasCasesTest.outcome(one, EngineKind.AUTO)).asString().startsWith("equal");
      } else {
        new Evaluated(one).net.close();
      }
    }
  }

  /** A network that is as accurate as Keras says, and what it was asked about. */
  private static final class Evaluated {
    private final String name;
    private final JsonNode keras;
    private final MultiLayerNetwork net;
    private final INDArray x;
    private final INDArray y;
    private final double accuracy;

    Evaluated(KerasCase one) throws IOException {
      name = one.name().replace(".keras", "");
      keras = new ObjectMapper().readTree(folder.resolve(name + ".json").toFile());
      net = KerasFile.read(one.file(), EngineKind.AUTO, EngineOptions.defaults());
      assertThat(net).isInstanceOf(AcceleratedNetwork.class);
      assertThat(((AcceleratedNetwork) net).fallbackReason()).as(name).isEmpty();
      assertThat(KerasCasesTest.outputs(net, one)).containsExactly(one.before(), within(1e-5f));
      long[] shape = one.inputs().get(0).shape().clone();
      float[] pixels = floats(folder.resolve(name + ".test.x"));
      shape[0] = pixels.length / (shape[1] * shape[2] * shape[3]);
      x = Nd4j.create(pixels, shape, 'c');
      y = Nd4j.create(floats(folder.resolve(name + ".test.y")), new long[] {shape[0], 10}, 'c');
      accuracy = accuracy(net.output(x), y);
      assertThat(accuracy).as(name).isEqualTo(keras.path("accuracy").asDouble(), within(1e-6));
      assertThat(net.score(new DataSet(x, y), false))
          .as(name)
          .isCloseTo(keras.path("loss").asDouble(), within(5e-5));
    }
  }

  private static Row row(Evaluated one) {
    JsonNode keras = one.keras;
    MultiLayerNetwork net = one.net;
    int images = keras.path("images").asInt();
    int batch = keras.path("batch").asInt();
    DataSet first = new DataSet(rows(one.x, batch), rows(one.y, batch));
    for (int i = 0; i < STEPS; i++) {
      net.fit(first); // the first compiles, and Java's compiler comes late
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < STEPS; i++) {
      net.fit(first);
    }
    double seconds = (System.nanoTime() - start) / 1e9 / STEPS;
    double all = (system.getProcessCpuTime() - cpu) / 1e9 / STEPS;
    double kernels =
        KernelTimes.of((AcceleratedNetwork) net, first, STEPS).values().stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    return new Row(
        one.name,
        one.accuracy,
        kernels / all,
        seconds * images / batch,
        keras.path("seconds").asDouble());
  }

  private static INDArray rows(INDArray array, int count) {
    return array.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, count)).dup('c');
  }

  private static double accuracy(INDArray outputs, INDArray labels) {
    INDArray right = outputs.argMax(1).eq(labels.argMax(1));
    return right.castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT).meanNumber().doubleValue();
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** Writes the table of docs/keras-mapping.md from a folder that the script has filled. */
  public static void main(String[] arguments) throws IOException {
    folder = Path.of(arguments[0]);
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "Measured on %s, engine %s, with Keras a moment before.%n%n",
            Platform.current().processor(),
            Engines.describe(KerasCnn.create(new ImageShape(28, 28, 10), 1))));
    table.append(
        "| network | test accuracy, both | in the engine's kernels | s an epoch | Keras |\n");
    table.append("|---|---|---|---|---|\n");
    for (KerasCase one : KerasCase.of(folder)) {
      if (!one.name().endsWith(".steps.keras")) {
        table.append(row(new Evaluated(one))).append('\n');
      }
    }
    DocsBlock.write("keras-mapping.md", "known-cnns", table.toString());
  }
}
