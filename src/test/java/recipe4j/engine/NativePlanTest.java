package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.ChildJvm;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;

/** A plan of kernels in C alone, as where oneDNN has no library. */
class NativePlanTest {
  private static final EngineOptions ALONE = new EngineOptions(2, true, false);
  private static final ImageShape IMAGES = new ImageShape(20, 20, 10);

  @TempDir private Path folder;

  @Test
  void computesAsTheOtherKernels() {
    DataSet batch = Examples.batch(33, 20, 10, 1);
    MultiLayerNetwork both = network(new EngineOptions(2));
    MultiLayerNetwork alone = network(ALONE);
    assertThat(Engines.describe(alone)).doesNotContain("oneDNN").endsWith("kernels on 2 threads");
    assertThat(Gradients.relativeError(Gradients.of(both, batch), Gradients.of(alone, batch)))
        .isLessThan(1e-5);
    both.close();
    alone.close();
  }

  private static MultiLayerNetwork network(EngineOptions options) {
    return Engines.create(KerasCnn.configuration(IMAGES, 5), EngineKind.NATIVE, options);
  }

  @Test
  void someKernelsAreNeeded() {
    EngineOptions none = new EngineOptions(1, false, false);
    assertThatThrownBy(
            () -> Engines.create(Examples.smallCnn(DataType.FLOAT), EngineKind.ONEDNN, none))
        .hasMessage("engine onednn can't run this network, found no kernels; choose auto or dl4j");
  }

  /** Trains and predicts, and prints which files of oneDNN's its process has mapped. */
  static final class Train {
    public static void main(String[] args) throws IOException {
      MultiLayerNetwork network =
          Engines.create(KerasCnn.configuration(IMAGES, 5), EngineKind.AUTO, ALONE);
      DataSet batch = Examples.batch(33, 20, 10, 1);
      network.fit(batch);
      network.output(batch.getFeatures());
      System.out.println(Engines.isAccelerated(network));
      Optional<String> loaded =
          Files.readAllLines(Path.of("/proc/self/maps")).stream()
              .filter(line -> line.contains("dnnl"))
              .findAny();
      System.out.println(loaded.orElse("no oneDNN"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void loadsNoLibraryOfOneDnn() throws IOException, InterruptedException {
    assertThat(ChildJvm.run(folder, List.of(), Train.class, List.of()))
        .containsExactly("true", "no oneDNN");
  }
}
