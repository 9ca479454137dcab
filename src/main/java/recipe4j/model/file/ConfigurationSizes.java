package recipe4j.model.file;

import java.io.IOException;
import java.util.Locale;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.jspecify.annotations.Nullable;
import recipe4j.io.UntrustedText;

/**
 * Computes how large the network of a configuration would be, before DL4J takes any memory for it.
 */
public final class ConfigurationSizes {
  static final int MAX_LAYERS = 1000;

  /** Most parameters: as many floats as an array of Java holds bytes. */
  static final long MAX_PARAMETERS = 1L << 29;

  /** Most values that a layer may give for one example: 64 MB. */
  static final long MAX_VALUES = 1 << 24;

  private ConfigurationSizes() {}

  /**
   * Checks the sizes and counts the parameters.
   *
   * @param configuration that DL4J built of a file or of somebody's sizes
   * @return the number of parameters, at most 2^29
   * @throws IOException in a line without a remedy, if there are too many layers, parameters or
   *     values, or the layers don't fit each other
   */
  public static long parameters(MultiLayerConfiguration configuration) throws IOException {
    int layers = configuration.getConfs() == null ? 0 : configuration.getConfs().size();
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IOException(
          "a network must have 1 to %s layers, found %s".formatted(MAX_LAYERS, layers));
    }
    long sum = 0;
    try {
      for (int i = 0; i < layers; i++) {
        sum += parameters(i, configuration.getConf(i));
        if (sum > MAX_PARAMETERS) {
          throw tooMany(i, (double) sum);
        }
      }
      checkValues(configuration);
    } catch (RuntimeException e) {
      throw new IOException(
          "the layers must make a network: " + UntrustedText.sentence(e.getMessage()), e);
    }
    return sum;
  }

  private static long parameters(int index, NeuralNetConfiguration conf) throws IOException {
    Layer layer = conf == null ? null : conf.getLayer();
    if (layer == null) {
      throw new IOException("every layer must be configured, found nothing for layer " + index);
    }
    double estimate = estimate(layer); // DL4J's own count may run over
    if (estimate > MAX_PARAMETERS) {
      throw tooMany(index, estimate);
    }
    long count = layer.initializer().numParams(conf);
    if (count < 0 || count > MAX_PARAMETERS) {
      throw tooMany(index, (double) count);
    }
    return count;
  }

  private static double estimate(Layer layer) {
    double count = 0;
    if (layer instanceof ConvolutionLayer convolution) {
      count = (double) convolution.getNIn() * convolution.getNOut();
      for (int side : convolution.getKernelSize()) {
        count *= side;
      }
    } else if (layer instanceof DenseLayer || layer instanceof BaseOutputLayer) {
      count = (double) ((FeedForwardLayer) layer).getNIn() * ((FeedForwardLayer) layer).getNOut();
    } else if (layer instanceof PReLULayer relu && relu.getInputShape() != null) {
      count = values(relu.getInputShape());
    }
    return count;
  }

  private static IOException tooMany(int layer, double found) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "a network must have at most %d parameters, found %.0f up to layer %d",
            MAX_PARAMETERS,
            found,
            layer));
  }

  /**
   * What all layers together give for one example, the input included: the floats that DL4J keeps
   * of it in a training step, and no less.
   *
   * @param configuration of a network
   * @return 0 if the configuration doesn't tell what it takes
   */
  public static double values(MultiLayerConfiguration configuration) {
    try {
      return checkValues(configuration);
    } catch (IOException | RuntimeException e) {
      return 0; // DL4J will say what is wrong
    }
  }

  /** Follows one example through the network, where the configuration tells what it takes. */
  private static double checkValues(MultiLayerConfiguration configuration) throws IOException {
    double sum = 0;
    InputType type = inputType(configuration);
    if (type != null) {
      sum = values(type.getShape());
    }
    for (int i = 0; type != null && i < configuration.getConfs().size(); i++) {
      InputPreProcessor before = configuration.getInputPreProcess(i);
      LayerFit.check(i, before, type);
      type = before == null ? type : before.getOutputType(type);
      Layer layer = configuration.getConf(i).getLayer();
      LayerFit.check(i, layer, type);
      type = layer.getOutputType(i, type);
      LayerFit.checkOutput(i, type);
      double values = values(type.getShape());
      sum += values;
      if (values > MAX_VALUES || values < 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "a layer must give at most %d values, found %.0f of layer %d",
                MAX_VALUES,
                values,
                i));
      }
    }
    return sum;
  }

  private static double values(long... shape) {
    double values = 1;
    for (long size : shape) {
      values *= size;
    }
    return values;
  }

  /** What a network takes, in DL4J's words, or null where the configuration does not tell. */
  public static @Nullable InputType inputType(MultiLayerConfiguration conf) {
    InputPreProcessor first = conf.getInputPreProcess(0);
    if (first instanceof ComposableInputPreProcessor several
        && several.getInputPreProcessors().length > 0) {
      first = several.getInputPreProcessors()[0];
    }
    if (first instanceof ReshapePreprocessor reshape && reshape.getInputShape().length == 2) {
      return InputType.convolutionalFlat(reshape.getInputShape()[0], reshape.getInputShape()[1], 1);
    }
    if (first instanceof FeedForwardToCnnPreProcessor image) {
      return InputType.convolutionalFlat(
          image.getInputHeight(), image.getInputWidth(), image.getNumChannels());
    }
    if (first instanceof CnnToFeedForwardPreProcessor image) {
      return InputType.convolutional(
          image.getInputHeight(), image.getInputWidth(), image.getNumChannels(), image.getFormat());
    }
    for (int i = 0; i < conf.getConfs().size() && conf.getInputPreProcess(i) == null; i++) {
      Layer layer = conf.getConf(i).getLayer();
      if (layer instanceof DenseLayer || layer.getClass() == OutputLayer.class) {
        return InputType.feedForward(((FeedForwardLayer) layer).getNIn());
      }
      if (!(layer instanceof DropoutLayer || layer instanceof ActivationLayer)) {
        return null;
      }
    }
    return null;
  }
}
