package recipe4j.model.file;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import recipe4j.io.UntrustedText;
import recipe4j.layer.ExampleLayer;

/** Checks that the layers fit each other; DL4J would fail in the middle of a computation. */
public final class LayerFit {
  private LayerFit() {}

  /** Checks what stands before a layer. */
  static void check(int index, InputPreProcessor before, InputType input) throws IOException {
    if (before instanceof CnnToFeedForwardPreProcessor flatten
        && input instanceof InputType.InputTypeConvolutional image
        && (flatten.getInputHeight() != image.getHeight()
            || flatten.getInputWidth() != image.getWidth()
            || flatten.getNumChannels() != image.getChannels()
            || flatten.getFormat() != image.getFormat())) {
      throw new IOException(
          "the input of layer %s must be flattened from %s, found %sx%sx%s, %s"
              .formatted(
                  index,
                  UntrustedText.brief(image),
                  flatten.getNumChannels(),
                  flatten.getInputHeight(),
                  flatten.getInputWidth(),
                  flatten.getFormat()));
    }
  }

  /** Checks the order of the axes, which every layer of images has as a setting of its own. */
  private static void checkFormat(int index, Layer layer, InputType input) throws IOException {
    if (!(input instanceof InputType.InputTypeConvolutional image)) {
      return;
    }
    for (Field field : ConfigurationFields.of(layer.getClass())) {
      Object format = ConfigurationFields.value(field, layer);
      if (format instanceof CNN2DFormat && format != image.getFormat()) {
        throw new IOException(
            "layer %s must take images of format %s, found %s"
                .formatted(index, image.getFormat(), format));
      }
    }
  }

  /** Checks a layer against what it takes. */
  static void check(int index, Layer layer, InputType input) throws IOException {
    checkFormat(index, layer, input);
    if (layer.getIDropout() instanceof SpatialDropout
        && input instanceof InputType.InputTypeFeedForward) {
      throw new IOException(
          "spatial dropout must stand before a layer that takes images, found it before layer "
              + index);
    }
    if (layer instanceof EmbeddingLayer || layer instanceof EmbeddingSequenceLayer) {
      throw new IOException(
          "a layer that takes indices must be the first, found it as layer " + index);
    } else if (layer instanceof FeedForwardLayer given) {
      checkUnits(index, given, input);
      checkWeights(index, given);
    }
    if (input instanceof InputType.InputTypeConvolutional image) {
      checkImage(index, layer, image);
    }
    if (layer instanceof ExampleLayer own && !own.isFor(input)) {
      throw new IOException(
          "layer %s must be for %s, found other sizes"
              .formatted(index, UntrustedText.brief(input)));
    }
    if (layer instanceof PReLULayer relu
        && !Arrays.equals(relu.getInputShape(), input.getShape())) {
      throw new IOException(
          "layer %s must take %s, found an inputShape of %s"
              .formatted(index, UntrustedText.brief(input), Arrays.toString(relu.getInputShape())));
    }
  }

  private static void checkImage(int index, Layer layer, InputType.InputTypeConvolutional image)
      throws IOException {
    if (layer instanceof LocalResponseNormalization norm
        && image.getChannels() <= (int) norm.getN() / 2) {
      throw new IOException(
          "the n of layer %s must be less than twice its %s channels, found %s"
              .formatted(index, image.getChannels(), norm.getN()));
    } else if (layer instanceof SpaceToDepthLayer blocks
        && (image.getHeight() % blocks.getBlockSize() != 0
            || image.getWidth() % blocks.getBlockSize() != 0)) {
      throw new IOException(
          "the sides of layer %s's images must be multiples of %s, found %sx%s"
              .formatted(index, blocks.getBlockSize(), image.getHeight(), image.getWidth()));
    } else if (layer instanceof GlobalPoolingLayer pooling
        && pooling.getPoolingDimensions() != null
        && !Arrays.equals(pooling.getPoolingDimensions(), sides(image))) {
      throw new IOException(
          "layer %s must pool height and width, %s, found the dimensions %s"
              .formatted(
                  index,
                  Arrays.toString(sides(image)),
                  Arrays.toString(pooling.getPoolingDimensions())));
    }
  }

  /** Where an array of images has height and width. */
  private static int[] sides(InputType.InputTypeConvolutional image) {
    return image.getFormat() == CNN2DFormat.NHWC ? new int[] {1, 2} : new int[] {2, 3};
  }

  /** A loss may have one weight for each output. */
  private static void checkWeights(int index, FeedForwardLayer layer) throws IOException {
    ILossFunction loss = loss(layer);
    if (loss == null) {
      return;
    }
    long outputs = layer instanceof LossLayer ? layer.getNIn() : layer.getNOut();
    for (Field field : ConfigurationFields.of(loss.getClass())) {
      if (ConfigurationFields.value(field, loss) instanceof INDArray weights
          && outputs > 0
          && weights.length() != outputs) {
        throw new IOException(
            "the loss of layer %s must have %s weights, found %s"
                .formatted(index, outputs, weights.length()));
      }
    }
  }

  /** Of a layer that ends a network; null for any other. */
  public static @Nullable ILossFunction loss(Layer layer) {
    if (layer instanceof LossLayer last) {
      return last.getLossFn();
    }
    return layer instanceof BaseOutputLayer last ? last.getLossFn() : null;
  }

  private static void checkUnits(int index, FeedForwardLayer given, InputType input)
      throws IOException {
    FeedForwardLayer fitting = (FeedForwardLayer) given.clone();
    fitting.setNIn(input, true);
    if (fitting.getNIn() != given.getNIn()) {
      throw new IOException(
          "layer %s must take the %s values or channels of the one before it, found %s"
              .formatted(index, fitting.getNIn(), given.getNIn()));
    }
    if (given instanceof LossLayer && given.getNOut() != 0 && given.getNOut() != given.getNIn()) {
      throw new IOException(
          "layer %s must give the %s values that it takes, found %s"
              .formatted(index, given.getNIn(), given.getNOut()));
    }
  }

  /** Checks a layer against what it gives. */
  static void checkOutput(int index, InputType output) throws IOException {
    if (output instanceof InputType.InputTypeConvolutional image
        && (image.getHeight() < 1 || image.getWidth() < 1 || image.getChannels() < 1)) {
      throw new IOException(
          "layer %s must give images of at least 1x1, found %s"
              .formatted(index, UntrustedText.brief(image)));
    }
  }
}
