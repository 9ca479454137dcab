package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.JsonMutations.Mutation;
import recipe4j.model.file.ConfigurationSizes;

/**
 * Every field of a configuration, missing, null, of another type, out of range: the model is
 * refused in one line when it is loaded, or it predicts, scores and trains.
 */
class ConfigurationMutationsTest {
  private static final int LARGEST = 4096;

  /** So many are refused and taken by turns; of fewer, all may be refused. */
  private static final int MANY = 20;

  @TempDir private Path folder;

  static Stream<String> models() {
    return VariedModels.all().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("models")
  void areWhole(String model) throws IOException {
    Map<String, byte[]> entries = SmallModels.entries(VariedModels.all().get(model));
    assertThat(use(entries)).as("refusal").isEmpty();
  }

  /** One in four hundred, others for each model. */
  @ParameterizedTest
  @MethodSource("models")
  void someAreRefusedOrHarmless(String model) throws IOException {
    tryAll(model, 400);
  }

  /** One in five; all of them take some minutes. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("models")
  void manyAreRefusedOrHarmless(String model) throws IOException {
    tryAll(model, 5);
  }

  private void tryAll(String model, int oneOf) throws IOException {
    MultiLayerConfiguration configuration = VariedModels.all().get(model);
    Map<String, byte[]> entries = SmallModels.entries(configuration);
    List<Mutation> mutations = JsonMutations.of(configuration.toJson());
    List<String> faults = new ArrayList<>();
    int refused = 0;
    int tried = 0;
    for (int i = Math.floorMod(model.hashCode(), oneOf); i < mutations.size(); i += oneOf) {
      Mutation mutation = mutations.get(i);
      entries.put("configuration.json", mutation.json().getBytes(StandardCharsets.UTF_8));
      tried++;
      try {
        refused += use(entries).isPresent() ? 1 : 0;
      } catch (IOException | RuntimeException | AssertionError e) {
        faults.add(mutation + " : " + e);
      }
    }
    assertThat(faults).as("of %d", tried).isEmpty();
    if (tried >= MANY) {
      assertThat(refused).isBetween(tried / 4, tried - 1);
    }
  }

  /** Why it was refused; if it was not, it has computed, on both engines. */
  private Optional<String> use(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("model.zip");
    Files.write(file, SmallModels.stored(entries));
    for (EngineKind engine : List.of(EngineKind.AUTO, EngineKind.DL4J)) {
      MultiLayerNetwork net;
      try {
        net = ModelFile.load(file, engine, new EngineOptions(1)).network();
      } catch (IOException | IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank().hasLineCount(1).contains("model.zip");
        assertThat(e.getMessage().length()).isLessThan(700);
        return Optional.of(e.getMessage());
      }
      ModelSummary.of(net);
      compute(net);
    }
    return Optional.empty();
  }

  /** On an input of the shape that the network asks for. */
  private static void compute(MultiLayerNetwork net) {
    InputType type = ConfigurationSizes.inputType(net.getLayerWiseConfigurations());
    if (type == null || type.arrayElementsPerExample() > LARGEST) {
      return;
    }
    long[] shape = type.getShape(true).clone();
    shape[0] = 2;
    INDArray features = Nd4j.ones(DataType.FLOAT, shape);
    INDArray output = net.output(features);
    if (isTrainable(net)) {
      DataSet batch = new DataSet(features, output.dup());
      net.score(batch);
      net.fit(batch);
      net.fit(batch);
    }
  }

  private static boolean isTrainable(MultiLayerNetwork net) {
    try {
      TrainableNetwork.check(net);
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
      return false;
    }
  }
}
