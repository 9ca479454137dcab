package recipe4j.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs an {@link ExampleLayer} among DL4J's own layers. */
@SuppressWarnings("serial") // never saved
final class ExampleComputation extends BaseLayer<ExampleLayer> {
  ExampleComputation(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return layerConf().getActivationFn().getActivation(computed(training, workspaces), training);
  }

  private INDArray computed(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Example example = example();
    float[] values = floats(input);
    int rows = (int) input.size(0);
    float[] outputs = new float[rows * example.output.length];
    for (int row = 0; row < rows; row++) {
      load(example, values, row, training);
      layerConf().forward(example);
      System.arraycopy(
          example.output, 0, outputs, row * example.output.length, example.output.length);
    }
    return array(
        ArrayType.ACTIVATIONS, workspaces, outputs, layerConf().outputShape(example.shape));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Example example = example();
    float[] values = floats(input);
    IActivation activation = layerConf().getActivationFn();
    float[] above =
        activation instanceof ActivationIdentity
            ? floats(epsilon)
            : floats(activation.backprop(computed(true, workspaces), epsilon).getFirst());
    float[] below = new float[values.length];
    int rows = (int) input.size(0);
    for (int row = 0; row < rows; row++) {
      load(example, values, row, true);
      int width = example.output.length;
      System.arraycopy(above, row * width, example.outputGradient, 0, width);
      layerConf().backward(example);
      System.arraycopy(
          example.inputGradient, 0, below, row * example.input.length, example.input.length);
    }
    Gradient gradient = new DefaultGradient();
    List<WeightArray> weights = layerConf().weights();
    for (int i = 0; i < weights.size(); i++) {
      INDArray view = Objects.requireNonNull(gradientViews.get(weights.get(i).key()));
      view.assign(Nd4j.create(example.weightGradients[i], view.shape(), 'c'));
      gradient.setGradientFor(weights.get(i).key(), view);
    }
    return new Pair<>(gradient, array(ArrayType.ACTIVATION_GRAD, workspaces, below, example.shape));
  }

  private Example example() {
    long[] batch = input.shape();
    Example example = new Example(layerConf(), Arrays.copyOfRange(batch, 1, batch.length));
    List<WeightArray> weights = layerConf().weights();
    for (int i = 0; i < weights.size(); i++) {
      float[] values = floats(getParam(weights.get(i).key()));
      System.arraycopy(values, 0, example.weights[i], 0, values.length);
    }
    return example;
  }

  private void load(Example example, float[] values, int row, boolean training) {
    int width = example.input.length;
    System.arraycopy(values, row * width, example.input, 0, width);
    example.mode(training, Example.mix(conf.getSeed(), index, iterationCount, row));
  }

  private INDArray array(
      ArrayType type, LayerWorkspaceMgr workspaces, float[] values, long... shape) {
    long[] batch = new long[shape.length + 1];
    batch[0] = input.size(0);
    System.arraycopy(shape, 0, batch, 1, shape.length);
    INDArray array = workspaces.createUninitialized(type, input.dataType(), batch, 'c');
    return array.assign(Nd4j.create(values, batch, 'c'));
  }

  private static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }
}
