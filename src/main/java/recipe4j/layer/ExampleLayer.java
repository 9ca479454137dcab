package recipe4j.layer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import recipe4j.optimizer.Frozen;

/**
 * A layer of Keras as a DL4J configuration: what it is called there, what it is made of, and how it
 * computes one example and its gradients.
 */
@SuppressWarnings("serial") // JSON is what is saved
public abstract class ExampleLayer extends FeedForwardLayer {
  /** Of the input: [values] or [channels, height, width]; empty until DL4J tells. */
  @JsonProperty private long[] exampleShape = {};

  /** For a network that is yet to tell what the layer takes. */
  protected ExampleLayer() {
    activationFn = new ActivationIdentity();
  }

  /** {@return the class in Keras} */
  public abstract String kerasClass();

  /**
   * {@return the settings in Keras but for the name: numbers, booleans, words and lists of them}
   */
  public abstract Map<String, Object> kerasConfig();

  /** Computes an example's output. */
  public abstract void forward(Example example);

  /**
   * Computes the gradient with respect to an example's input, and adds those with respect to the
   * weights. The input and the output are as {@link #forward} left them, or the output is not
   * computed at all.
   */
  public abstract void backward(Example example);

  /**
   * What comes out.
   *
   * @param input shape, [values] or [channels, height, width]
   * @return the shape of the output
   */
  public long[] outputShape(long... input) {
    return input;
  }

  /** {@return what it keeps, in Keras's order; none at first} */
  public List<WeightArray> weights() {
    return List.of();
  }

  /** {@return how many channels it has settings for; 0 for any number} */
  public int channels() {
    return 0;
  }

  /** Whether its settings go with a number of channels. */
  public boolean fits(long channels) {
    return channels() == 0 || channels() == channels;
  }

  /** {@return whether settings that came from a file can be computed with} */
  public boolean isSound() {
    return true;
  }

  /** Whether it was told of inputs of this type. */
  public final boolean isFor(InputType type) {
    return Arrays.equals(exampleShape, shape(type)) && fits(nIn);
  }

  /** {@return whether rows are no input for it} */
  public boolean needsImages() {
    return false;
  }

  /** {@return whether it has weights for each pixel} */
  public boolean needsKnownSides() {
    return false;
  }

  /** {@return the shape of the input, as the network told it} */
  protected final long[] exampleShape() {
    return exampleShape.clone();
  }

  /** {@return whether its input was told to be images} */
  public final boolean takesImages() {
    return exampleShape.length == 3;
  }

  /** The same layer for inputs of a shape; for use outside a network. */
  public final ExampleLayer over(long... shape) {
    exampleShape = shape.clone();
    nIn = shape[0];
    nOut = outputShape(shape)[0];
    return this;
  }

  @Override
  public void setNIn(InputType type, boolean override) {
    if (nIn <= 0 || override) {
      over(shape(type));
    }
  }

  private static long[] shape(InputType type) {
    return type instanceof InputType.InputTypeFeedForward row
        ? new long[] {row.getSize()}
        : type.getShape(); // channels first
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    long[] output = outputShape(shape(type));
    return output.length == 1
        ? InputType.feedForward(output[0])
        : InputType.convolutional(output[1], output[2], output[0]);
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType type) {
    return type instanceof InputType.InputTypeConvolutionalFlat image
        ? new FeedForwardToCnnPreProcessor(image.getHeight(), image.getWidth(), image.getDepth())
        : null;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    ExampleComputation layer = new ExampleComputation(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new ExampleParameters(this);
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    boolean trained =
        weights().stream().anyMatch(weight -> weight.key().equals(name) && weight.trainable());
    return trained ? super.getUpdaterByParam(name) : new Frozen();
  }

  @Override
  public @Nullable List<Regularization> getRegularizationByParam(String name) {
    return null; // what is kept per channel is not regularized here
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType type) {
    InputType output = getOutputType(-1, type);
    return new LayerMemoryReport.Builder(layerName, getClass(), type, output).build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExampleLayer that
        && getClass() == that.getClass()
        && super.equals(other)
        && kerasConfig().equals(that.kerasConfig())
        && Arrays.equals(exampleShape, that.exampleShape);
  }

  @Override
  public int hashCode() {
    return 31 * kerasClass().hashCode() + kerasConfig().hashCode();
  }

  @Override
  public String toString() {
    return kerasClass() + kerasConfig();
  }
}
