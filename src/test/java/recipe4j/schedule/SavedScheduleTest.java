package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A schedule must survive inside a saved network, and training must go on as if never stopped. */
class SavedScheduleTest {
  static Stream<LearningRateSchedule> schedules() {
    List<LearningRateSchedule> byEpoch =
        List.of(
            PiecewiseSchedule.recipe(),
            PiecewiseSchedule.startingAt(0.1),
            PiecewiseSchedule.startingAt(0.02).from(1, 0.01).from(3, 0.001),
            ExponentialDecaySchedule.of(0.02, 0.5, 3),
            StepDecaySchedule.of(0.02, 0.5, 2),
            CosineDecaySchedule.of(0.02, 7).withFloor(0.1).withWarmup(2, 1e-5),
            PolynomialDecaySchedule.of(0.02, 1e-3, 5).withPower(1.5),
            new CyclicPolynomialSchedule(ScheduleType.EPOCH, 0.02, 1e-3, 3, 1.5),
            new InverseTimeDecaySchedule(ScheduleType.EPOCH, 0.02, 0.5, 3, true),
            new CosineRestartsSchedule(ScheduleType.EPOCH, 0.02, 2, 1.5, 0.5, 0.1));
    return byEpoch.stream().flatMap(schedule -> Stream.of(schedule, schedule.byIteration()));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void configurationsReadBackAreEqual(LearningRateSchedule schedule) {
    MultiLayerConfiguration written = configuration(schedule);
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
    assertThat(read).isEqualTo(written).hasSameHashCodeAs(written);
    assertThat(scheduleOf(read))
        .isEqualTo(schedule)
        .hasSameHashCodeAs(schedule)
        .hasToString(schedule.toString());
    assertThat(scheduleOf(MultiLayerConfiguration.fromYaml(written.toYaml()))).isEqualTo(schedule);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void trainingGoesOnToTheBitAfterARestore(LearningRateSchedule schedule, @TempDir Path folder)
      throws IOException {
    MultiLayerNetwork whole = new MultiLayerNetwork(configuration(schedule));
    whole.init();
    train(whole, 3);
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(whole, file, true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
    assertThat(((BaseMultiLayerUpdater<?>) restored.getUpdater()).getUpdaterBlocks()).hasSize(1);

    train(whole, 2);
    train(restored, 2);
    assertThat(restored.params().toFloatVector())
        .doesNotContain(Float.NaN)
        .isEqualTo(whole.params().toFloatVector());
    assertThat(restored.getUpdater().getStateViewArray().toFloatVector())
        .isEqualTo(whole.getUpdater().getStateViewArray().toFloatVector());
    assertThat(restored.getLearningRate(0)).isEqualTo(whole.getLearningRate(0));
  }

  private static void train(MultiLayerNetwork net, int epochs) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int batch = 0; batch < 2; batch++) {
        Random random = new Random(batch);
        float[] pixels = new float[8 * 4];
        float[] labels = new float[8 * 3];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = random.nextFloat();
        }
        for (int i = 0; i < 8; i++) {
          labels[i * 3 + random.nextInt(3)] = 1;
        }
        net.fit(
            new DataSet(
                Nd4j.createFromArray(pixels).reshape(8, 4),
                Nd4j.createFromArray(labels).reshape(8, 3)));
      }
      net.incrementEpochCount();
    }
  }

  private static MultiLayerConfiguration configuration(ISchedule schedule) {
    Adam adam = new Adam(1e-3, 0.9, 0.999, 1e-7);
    adam.setLearningRateSchedule(schedule);
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(adam)
        .list()
        .layer(new DenseLayer.Builder().nIn(4).nOut(5).activation(Activation.RELU).build())
        .layer(new DenseLayer.Builder().nIn(5).nOut(5).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(5)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private static ISchedule scheduleOf(MultiLayerConfiguration configuration) {
    DenseLayer first = (DenseLayer) configuration.getConf(0).getLayer();
    return ((Adam) first.getIUpdater()).getLearningRateSchedule();
  }
}
