package recipe4j.model;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ImageShape;
import recipe4j.io.Count;
import recipe4j.model.file.ConfigurationSizes;

/** Input and output shape of a network, read from its configuration. */
public final class NetworkShape {
  private NetworkShape() {}

  /**
   * Size of the grey images that the network takes and the number of its classes.
   *
   * @param net a network that takes images, or rows of as many values as a square image has pixels
   * @return the shape
   * @throws IllegalArgumentException if the network takes anything else
   */
  public static ImageShape of(MultiLayerNetwork net) {
    MultiLayerConfiguration conf = net.getLayerWiseConfigurations();
    Layer last = conf.getConf(conf.getConfs().size() - 1).getLayer();
    InputType type = ConfigurationSizes.inputType(conf);
    if (type instanceof InputType.InputTypeConvolutionalFlat flat) {
      type = flat.getUnflattenedType();
    }
    InputType given = type;
    if (type instanceof InputType.InputTypeFeedForward row) {
      long side = Math.round(Math.sqrt((double) row.getSize()));
      type = side * side == row.getSize() ? InputType.convolutional(side, side, 1) : type;
    }
    if (type instanceof InputType.InputTypeConvolutional image
        && image.getChannels() == 1
        && last instanceof FeedForwardLayer output) {
      return new ImageShape(
          Math.toIntExact(image.getHeight()),
          Math.toIntExact(image.getWidth()),
          Math.toIntExact(output.getNOut()));
    }
    throw new IllegalArgumentException(
        "a network that takes images of one channel and gives classes is needed, found one that takes %s and ends in %s"
            .formatted(taken(given, conf.getConf(0).getLayer()), LayerKind.of(last)));
  }

  private static String taken(@Nullable InputType type, Layer first) {
    if (type instanceof InputType.InputTypeConvolutional image) {
      return "%sx%s images of %s"
          .formatted(image.getHeight(), image.getWidth(), Count.of(image.getChannels(), "channel"));
    }
    return type instanceof InputType.InputTypeFeedForward row
        ? "rows of %s".formatted(Count.of(row.getSize(), "number"))
        : "what its configuration does not tell, into " + LayerKind.of(first);
  }

  /**
   * Checks that images fit a network.
   *
   * @param net the network
   * @param images shape of the images
   * @throws IllegalArgumentException if height, width or number of classes differ
   */
  public static void check(MultiLayerNetwork net, ImageShape images) {
    ImageShape wanted = of(net);
    if (!wanted.equals(images)) {
      throw new IllegalArgumentException(
          "the network takes %sx%s images of %s classes, found %sx%s of %s; choose the dataset it was trained on"
              .formatted(
                  wanted.height(),
                  wanted.width(),
                  wanted.classes(),
                  images.height(),
                  images.width(),
                  images.classes()));
    }
  }
}
