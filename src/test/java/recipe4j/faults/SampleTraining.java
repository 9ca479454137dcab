package recipe4j.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import recipe4j.model.ModelFile;

/** A short training on the bundled digits, with dropout, a plateau rule and many backups. */
final class SampleTraining {
  static final int EPOCHS = 4;
  static final int BATCHES = 25;
  static final int BACKUP_EVERY = 3;

  private final Path recipe4j;
  private final Path work;
  private final Path start;

  SampleTraining(Path recipe4j, Path work) throws IOException {
    this.recipe4j = recipe4j;
    this.work = work;
    this.start = work.resolve("start.zip");
    ModelFile.save(start, network(), Map.of());
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(2e-3))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(5, 5).nOut(16).activation(Activation.RELU).build())
                .layer(
                    new SubsamplingLayer.Builder(
                            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .build())
                .layer(new DropoutLayer.Builder(0.7).build())
                .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
                .layer(new DropoutLayer.Builder(0.5).build())
                .layer(new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build());
    net.init();
    return net;
  }

  /** From the start. */
  TrainingProcess begin(Path run) throws IOException {
    return begin(run, EPOCHS);
  }

  /** From the start, for some epochs. */
  TrainingProcess begin(Path run, int epochs) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", "--dataset", "sample", "--verbose"));
    arguments.addAll(List.of("2", "--threads", "1", "--seed", "5", "--from", start.toString()));
    arguments.addAll(List.of("--epochs", String.valueOf(epochs), "--run", run.toString()));
    arguments.addAll(List.of("--backup-every", String.valueOf(BACKUP_EVERY)));
    arguments.addAll(List.of("--reduce-lr-on-plateau", "0.5:1", "--monitor", "val_accuracy"));
    return TrainingProcess.start(recipe4j, work.resolve("log.txt"), arguments);
  }

  /** From the last backup, with the run's own options. */
  TrainingProcess goOn(Path run) throws IOException {
    List<String> arguments = List.of("train", "--resume", run.toString());
    return TrainingProcess.start(recipe4j, work.resolve("log.txt"), arguments);
  }

  /** Copies a run folder. */
  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
