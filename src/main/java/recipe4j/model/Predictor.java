package recipe4j.model;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.engine.Engines;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Computes a network's logits: the values before the softmax, which a temperature divides. {@code
 * log(softmax)} is no substitute; it is minus infinity where the softmax is saturated.
 *
 * <p>Sees the network's weights as they are at each batch, without dropout. Several threads may
 * share it; each batch waits while another thread trains the network.
 */
public final class Predictor {
  private static final int BATCH_SIZE = 256;

  private final MultiLayerNetwork net;
  private final MultiLayerNetwork withoutSoftmax;

  private Predictor(MultiLayerNetwork net) {
    this.net = net;
    this.withoutSoftmax = withoutSoftmax(net);
  }

  /**
   * Prepares a network.
   *
   * @param net initialised, its last layer an output layer with softmax
   * @return the predictor
   * @throws IllegalArgumentException if the last layer is anything else
   */
  public static Predictor of(MultiLayerNetwork net) {
    return new Predictor(net);
  }

  /**
   * Logits of images.
   *
   * @param images at least one; labels are not looked at
   * @return [images, classes]
   * @throws IllegalArgumentException if there is no image, or the images don't fit the network
   */
  public Logits logits(LabelledImages images) {
    if (images.count() == 0) {
      throw new IllegalArgumentException("a prediction needs at least one image, found 0");
    }
    NetworkShape.check(net, images.shape());
    return outputs(images);
  }

  /** The same for a network whose outputs are no classes. */
  Logits outputs(LabelledImages images) {
    float[][] rows = new float[images.count()][];
    int row = 0;
    ImageBatches batches = ImageBatches.inOrder(images, BATCH_SIZE).preparingAhead();
    while (batches.hasNext()) {
      for (float[] logits : rows(logits(batches.next().getFeatures()))) {
        rows[row++] = logits;
      }
    }
    return Logits.of(rows);
  }

  /**
   * Softmax of the logits, at temperature 1.
   *
   * @param images at least one; labels are not looked at
   * @return [images, classes]
   * @throws IllegalArgumentException if there is no image, or the images don't fit the network
   */
  public Probabilities probabilities(LabelledImages images) {
    return logits(images).softmax();
  }

  /** A matrix's rows; ND4J's own {@code toFloatMatrix} takes microseconds for each. */
  static float[][] rows(INDArray matrix) {
    float[] values = matrix.dup('c').data().asFloat();
    int columns = (int) matrix.size(1);
    float[][] rows = new float[(int) matrix.size(0)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }
    return rows;
  }

  private INDArray logits(INDArray features) {
    return Engines.logits(net, features)
        .orElseGet(
            () -> {
              synchronized (net) { // the second network reads what this one may be training
                net.params(); // says if it is closed
                return withoutSoftmax.output(features, false);
              }
            });
  }

  /** A second network over the same parameters, its softmax replaced by the identity. */
  private static MultiLayerNetwork withoutSoftmax(MultiLayerNetwork net) {
    MultiLayerConfiguration conf = net.getLayerWiseConfigurations().clone();
    var last = conf.getConf(conf.getConfs().size() - 1).getLayer();
    if (!(last instanceof BaseOutputLayer output)
        || !(output.getActivationFn() instanceof ActivationSoftmax)) {
      throw new IllegalArgumentException(
          "logits need a network that ends in an output layer with softmax, found %s"
              .formatted(
                  last instanceof BaseOutputLayer other
                      ? "one with " + other.getActivationFn()
                      : LayerKind.of(last)));
    }
    output.setActivationFn(new ActivationIdentity());
    MultiLayerNetwork view = Engines.plain(conf);
    view.init(net.params(), false);
    return Engines.stable(view);
  }
}
