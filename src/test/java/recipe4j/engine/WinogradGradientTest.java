package recipe4j.engine;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.layer.NativeConvolution;

/** 3x3 convolutions of {@link NativeConvolution}. */
@Tag("native")
class WinogradGradientTest {
  private static final String OPERATION = "convolution1 weights' points";

  @Property(tries = 5, seed = "8", shrinking = ShrinkingMode.OFF)
  void equalDl4j(@ForAll @IntRange(max = 1 << 20) int seed) {
    check(new Random(seed));
  }

  @Property(tries = 120, seed = "9", shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  void equalDl4jForManyNetworks(@ForAll @IntRange(max = 1 << 20) int seed) {
    check(new Random(seed));
  }

  /** With biases of zero, as at the start, ReLU passes no gradient where the image is blank. */
  @Example
  void blankBackgroundPassesNoGradient() {
    int side = 14;
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .weightInit(WeightInit.XAVIER)
            .list()
            .layer(relu(16))
            .layer(relu(24))
            .layer(ConvolutionNetworks.output());
    DataSet precise = ConvolutionNetworks.batch(new Random(6), 32, side);
    for (int row = 4; row < side; row++) {
      precise.getFeatures().get(all(), all(), point(row), all()).assign(0);
    }
    ConvolutionNetworks.check(
        layers.setInputType(InputType.convolutional(side, side, 2)).build(), precise, OPERATION);
  }

  private static ConvolutionLayer relu(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).activation(Activation.RELU).build();
  }

  private static void check(Random random) {
    int side = 8 + random.nextInt(8);
    int rows = 16 + random.nextInt(40);
    ConvolutionNetworks.check(
        ConvolutionNetworks.draw(random, side, drawn -> 16 + drawn.nextInt(25)),
        ConvolutionNetworks.batch(random, rows, side),
        OPERATION);
  }
}
