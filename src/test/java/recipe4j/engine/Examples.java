package recipe4j.engine;

import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.engine.graph.KernelWindow;

/** Small networks and data to learn from. */
public final class Examples {
  public static final int CLASSES = 3;
  static final int SIDE = 8;

  private Examples() {}

  /** A convolution, pooling, a dense layer and softmax over three classes, with Adam. */
  public static MultiLayerConfiguration smallCnn(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(12)
        .dataType(type)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .updater(new Adam(1e-3))
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build())
        .layer(new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
        .build();
  }

  /** Noise with a brighter band of rows for each class. */
  public static DataSet batch(int rows, int side, int classes, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[rows * side * side];
    INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, classes);
    for (int row = 0; row < rows; row++) {
      int label = random.nextInt(classes);
      labels.putScalar(row, label, 1);
      for (int i = 0; i < side * side; i++) {
        boolean bright = i / side * classes / side == label;
        pixels[row * side * side + i] = random.nextFloat() * (bright ? 1f : 0.5f);
      }
    }
    return new DataSet(Nd4j.create(pixels, new long[] {rows, 1, side, side}, 'c'), labels);
  }

  public static DataSet batch(int rows, long seed) {
    return batch(rows, SIDE, CLASSES, seed);
  }

  /** An accelerated small network on two threads. */
  static AcceleratedNetwork accelerated() {
    AcceleratedNetwork network =
        new AcceleratedNetwork(smallCnn(DataType.FLOAT), new EngineOptions(2));
    network.init();
    return network;
  }

  /** A square window without padding. */
  public static KernelWindow window(int kernel, int stride, int dilation) {
    return new KernelWindow(
        new int[] {kernel, kernel},
        new int[] {stride, stride},
        new int[] {dilation, dilation},
        new int[] {0, 0},
        ConvolutionMode.Truncate);
  }

  static double largestDifference(INDArray a, INDArray b) {
    return a.sub(b).amaxNumber().doubleValue();
  }
}
