package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import recipe4j.engine.onednn.OpenMp;

@Tag("native")
class AcceleratedNetworkTest {
  private static MultiLayerNetwork dl4j() {
    MultiLayerNetwork network = new MultiLayerNetwork(Examples.smallCnn(DataType.FLOAT));
    network.init();
    return network;
  }

  @Test
  void saysThatItIsAccelerated() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      assertThat(network.fallbackReason()).isEmpty();
      assertThat(network.engineDescription())
          .matches("(oneDNN \\d+\\.\\d+\\.\\d+)?( and )?(.* kernels)? on 2 threads");
    }
  }

  @Test
  void goesOnInDl4jWithTheSameLoss(@TempDir Path folder) throws IOException {
    File file = folder.resolve("model.zip").toFile();
    try (AcceleratedNetwork network = Examples.accelerated()) {
      for (int step = 0; step < 5; step++) {
        network.fit(Examples.batch(20, step));
      }
      ModelSerializer.writeModel(network, file, true);
      MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);
      assertThat(loaded.getClass()).isEqualTo(MultiLayerNetwork.class);
      assertThat(loaded.getIterationCount()).isEqualTo(5);
      for (int step = 5; step < 8; step++) {
        DataSet batch = Examples.batch(20, step);
        network.fit(batch);
        loaded.fit(batch);
        assertThat(loaded.score()).isCloseTo(network.score(), within(1e-5));
      }
    }
  }

  @Test
  void goesOnFromDl4jWithTheSameLoss(@TempDir Path folder) throws IOException {
    File file = folder.resolve("model.zip").toFile();
    MultiLayerNetwork dl4j = dl4j();
    for (int step = 0; step < 5; step++) {
      dl4j.fit(Examples.batch(20, step));
    }
    ModelSerializer.writeModel(dl4j, file, true);
    try (AcceleratedNetwork network =
        AcceleratedNetwork.wrap(ModelSerializer.restoreMultiLayerNetwork(file, true))) {
      for (int step = 5; step < 8; step++) {
        DataSet batch = Examples.batch(20, step);
        network.fit(batch);
        dl4j.fit(batch);
        assertThat(network.score()).isCloseTo(dl4j.score(), within(1e-5));
      }
    }
  }

  @Test
  void sharesWhatItWraps() {
    MultiLayerNetwork plain = dl4j();
    plain.fit(Examples.batch(8, 1));
    plain.setListeners(new BaseTrainingListener() {});
    try (AcceleratedNetwork network = AcceleratedNetwork.wrap(plain, new EngineOptions(1))) {
      network.fit(Examples.batch(8, 2));
      assertThat(network.params()).isEqualTo(plain.params());
      assertThat(plain.getIterationCount()).isEqualTo(2);
      assertThat(plain.getUpdater().getStateViewArray())
          .isEqualTo(network.getUpdater().getStateViewArray());
      assertThat(network.getListeners()).isEqualTo(plain.getListeners());
    }
  }

  @Test
  void cloneIsIndependent() {
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.fit(Examples.batch(8, 1));
      try (AcceleratedNetwork clone = network.clone()) {
        assertThat(clone.params()).isEqualTo(network.params());
        clone.fit(Examples.batch(8, 2));
        assertThat(clone.fallbackReason()).isEmpty();
        assertThat(clone.params()).isNotEqualTo(network.params());
      }
    }
  }

  @Test
  void listenersHearTheSameAsFromDl4j() {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    MultiLayerNetwork dl4j = dl4j();
    dl4j.setListeners(new Recorder(expected));
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.setListeners(new Recorder(actual));
      List<DataSet> batches = List.of(Examples.batch(9, 1), Examples.batch(4, 2));
      dl4j.fit(new ListDataSetIterator<>(batches, 9));
      network.fit(new ListDataSetIterator<>(batches, 9));
    }
    assertThat(actual).isNotEmpty().isEqualTo(expected);
  }

  private static final class Recorder extends BaseTrainingListener {
    private final List<String> calls;

    Recorder(List<String> calls) {
      this.calls = calls;
    }

    @Override
    public void onEpochStart(Model model) {
      calls.add("epoch start");
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
      calls.add("forward " + activations.size() + " " + activations.get(1).shapeInfoToString());
    }

    @Override
    public void onGradientCalculation(Model model) {
      calls.add("gradient " + model.gradient().gradientForVariable().keySet().size());
    }

    @Override
    public void onBackwardPass(Model model) {
      calls.add("backward %.4f".formatted(model.score()));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      calls.add("done " + iteration + " " + epoch);
    }

    @Override
    public void onEpochEnd(Model model) {
      calls.add("epoch end");
    }
  }

  @Test
  void lastOutputIsFromBeforeTheUpdate() {
    DataSet batch = Examples.batch(11, 1);
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray before = network.output(batch.getFeatures());
      network.fit(batch);
      assertThat(Examples.largestDifference(network.lastOutput().orElseThrow(), before))
          .isLessThan(1e-6);
      assertThat(network.output(batch.getFeatures())).isNotEqualTo(before);
      double score = network.score(batch);
      INDArray scored = network.lastOutput().orElseThrow();
      assertThat(-Transforms.log(scored).mul(batch.getLabels()).sumNumber().doubleValue() / 11)
          .isCloseTo(score, within(1e-5));
    }
  }

  @Test
  void logitsGiveTheOutput() {
    INDArray features = Examples.batch(70, 1).getFeatures();
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray output = Transforms.softmax(network.logits(features));
      assertThat(Examples.largestDifference(network.output(features), output)).isLessThan(1e-6);
      assertThat(Examples.largestDifference(dl4j().output(features), output)).isLessThan(1e-6);
    }
  }

  @Test
  void aSingleExampleGivesTheRowOfItsBatch() {
    INDArray features = Examples.batch(3, 1).getFeatures().reshape(3, 64);
    try (AcceleratedNetwork network = Examples.accelerated()) {
      SingleExample single = new SingleExample(network, 64);
      for (int row = 0; row < 3; row++) {
        float[] example = features.getRow(row).toFloatVector();
        assertThat(single.output(example))
            .containsExactly(network.output(features).getRow(row).toFloatVector(), within(1e-6f));
        assertThat(single.logits(example))
            .containsExactly(network.logits(features).getRow(row).toFloatVector(), within(1e-6f));
      }
      assertThatThrownBy(() -> single.output(new float[63]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an example must have 64 values, found 63");
      assertThatThrownBy(() -> new SingleExample(network, 63).output(new float[63]))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void takesAnyLayoutOfFeatures() {
    INDArray features = Examples.batch(6, 1).getFeatures();
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray expected = network.output(features);
      INDArray flat = features.reshape(6, 64);
      INDArray larger = Nd4j.concat(0, features, features);
      INDArray view = larger.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(6, 12));
      for (INDArray same :
          List.of(flat, flat.dup('f'), features.dup('f'), view, features.castTo(DataType.DOUBLE))) {
        assertThat(network.output(same)).isEqualTo(expected);
      }
      long bytes = network.nativeBytes();
      network.output(flat);
      assertThat(network.nativeBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void evaluatesAsDl4j() {
    List<DataSet> batches = List.of(Examples.batch(40, 1), Examples.batch(13, 2));
    try (AcceleratedNetwork network = Examples.accelerated()) {
      Evaluation actual = network.evaluate(new ListDataSetIterator<>(batches, 40));
      Evaluation expected = dl4j().evaluate(new ListDataSetIterator<>(batches, 40));
      assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
      assertThat(actual.confusionToString()).isEqualTo(expected.confusionToString());
    }
  }

  @Test
  void reportsDl4jsErrors() {
    DataSet batch = Examples.batch(4, 1);
    DataSet wrong = new DataSet(batch.getFeatures(), Nd4j.zeros(DataType.FLOAT, 4, 7));
    INDArray tooWide = Nd4j.zeros(DataType.FLOAT, 4, 9);
    try (AcceleratedNetwork network = Examples.accelerated()) {
      Throwable labels = org.assertj.core.api.Assertions.catchThrowable(() -> dl4j().fit(wrong));
      assertThatThrownBy(() -> network.fit(wrong))
          .isInstanceOf(labels.getClass())
          .hasMessage(labels.getMessage());
      Throwable input =
          org.assertj.core.api.Assertions.catchThrowable(() -> dl4j().output(tooWide));
      assertThatThrownBy(() -> network.output(tooWide))
          .isInstanceOf(input.getClass())
          .hasMessage(input.getMessage());
      assertThatThrownBy(() -> network.logits(tooWide))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("[9]");
    }
  }

  @Test
  void memoryIsFlatAndFreed() {
    AcceleratedNetwork network = Examples.accelerated();
    DataSet large = Examples.batch(64, 1);
    DataSet small = Examples.batch(5, 2);
    network.fit(large);
    network.fit(small);
    network.output(small.getFeatures());
    long bytes = network.nativeBytes();
    for (int step = 0; step < 20; step++) {
      network.fit(step % 2 == 0 ? large : small);
      network.output(small.getFeatures());
    }
    assertThat(bytes).isPositive();
    assertThat(network.nativeBytes()).isEqualTo(bytes);
    network.close();
    assertThat(network.nativeBytes()).isZero();
  }

  @Test
  void canBeAskedFromSeveralThreads() {
    INDArray features = Examples.batch(9, 1).getFeatures();
    try (AcceleratedNetwork network = Examples.accelerated()) {
      INDArray expected = network.output(features);
      List<INDArray> outputs =
          IntStream.range(0, 40).parallel().mapToObj(i -> network.output(features)).toList();
      assertThat(outputs).allSatisfy(output -> assertThat(output).isEqualTo(expected));
    }
  }

  @Test
  void leavesTheCallersOpenMpAsItWas() {
    int before = OpenMp.threads();
    try (AcceleratedNetwork network = Examples.accelerated()) {
      network.fit(Examples.batch(8, 1));
      network.output(Examples.batch(8, 1).getFeatures());
    }
    assertThat(OpenMp.threads()).isEqualTo(before);
  }
}
