package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small Keras file may ask for large images. */
class LargeImageTest {
  @TempDir Path folder;

  private Path file(int side) throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(side - 2, side - 2)
                        .stride(side - 2, side - 2)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(side, side, 1))
                .build());
    net.init();
    Path file = folder.resolve(side + ".keras");
    KerasFile.writeUncompiled(file, net);
    return file;
  }

  @Test
  void isRefusedBeforeAnyMemoryIsTakenForThem() throws IOException {
    Path large = file(5000);
    assertThat(Files.size(large)).isLessThan(100_000);
    assertThatThrownBy(() -> KerasFile.read(large))
        .isInstanceOf(KerasFormatException.class)
        .hasMessage(
            large
                + ": a layer must give at most 16777216 values, found 99920016 of layer 0; make the model or its input smaller");
    assertThat(KerasFile.read(file(500)).numParams()).isEqualTo(4 * 9 + 4 + 4 * 3 + 3);
  }
}
