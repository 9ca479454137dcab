package recipe4j.keras.layer;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import recipe4j.keras.KerasFormatException;
import recipe4j.layer.ExampleLayer;

/** What a network of DL4J's takes, in Keras's terms. */
public final class NetworkInput {
  private NetworkInput() {}

  /**
   * The shape that a network's configuration tells, or of images of any size.
   *
   * @throws KerasFormatException if it tells none
   */
  public static KerasShape of(MultiLayerConfiguration conf) throws KerasFormatException {
    KerasShape known = Reshapes.input(conf.getInputPreProcess(0));
    if (known != null) {
      return known;
    }
    int index = 0;
    while (index < conf.getConfs().size() - 1 && keepsShape(conf.getConf(index).getLayer())) {
      index++;
    }
    Layer layer = conf.getConf(index).getLayer();
    if (conf.getInputPreProcess(0) == null && takesImages(conf.getConf(0).getLayer())) {
      long channels = ((FeedForwardLayer) conf.getConf(0).getLayer()).getNIn();
      return KerasShape.image(KerasShape.UNKNOWN, KerasShape.UNKNOWN, channels);
    }
    if (conf.getInputPreProcess(0) == null
        && layer instanceof FeedForwardLayer row
        && !(layer instanceof ConvolutionLayer)
        && conf.getInputPreProcess(index) == null) {
      return KerasShape.flat(row.getNIn());
    }
    throw new KerasFormatException(
        "the network must tell the size of its input; build it with InputType.convolutionalFlat or InputType.feedForward");
  }

  /** A network that begins so and tells no size takes images of any. */
  private static boolean takesImages(Layer first) {
    return Convolutions.isKnown(first) || (first instanceof ExampleLayer own && own.takesImages());
  }

  private static boolean keepsShape(Layer layer) {
    return layer instanceof ActivationLayer || layer instanceof DropoutLayer;
  }
}
