package recipe4j.model;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import recipe4j.data.LabelledImages;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.uncertainty.Logits;

/**
 * What a network's last layer is given, per image: the logits of a second network, whose last layer
 * passes on what it gets, so that it is computed as fast as logits are.
 */
public final class LastLayerInput {
  /** More would make distances among them large to store. */
  public static final int MOST = 256;

  private LastLayerInput() {}

  /**
   * Computes features.
   *
   * @param net initialised
   * @param images at least one; labels are not looked at
   * @return [images, features], or empty if the network's last layer is no dense one with a bias
   *     that takes at most {@link #MOST} numbers
   */
  public static Optional<double[][]> of(MultiLayerNetwork net, LabelledImages images) {
    NetworkShape.check(net, images.shape());
    MultiLayerConfiguration conf = net.getLayerWiseConfigurations().clone();
    int last = conf.getConfs().size() - 1;
    if (last == 0
        || !(conf.getConf(last).getLayer() instanceof OutputLayer output)
        || !output.hasBias()
        || output.getNIn() > MOST) {
      return Optional.empty();
    }
    int size = Math.toIntExact(output.getNIn());
    long own = net.params().length() - size * output.getNOut() - output.getNOut();
    INDArray params = Nd4j.zeros(net.params().dataType(), 1, own + (long) size * size + size);
    params
        .get(NDArrayIndex.all(), NDArrayIndex.interval(0, own))
        .assign(net.params().reshape(1, -1).get(NDArrayIndex.all(), NDArrayIndex.interval(0, own)));
    for (int i = 0; i < size; i++) {
      params.putScalar(own + (long) i * size + i, 1);
    }
    output.setNOut(size);
    MultiLayerNetwork view = Engines.plain(conf);
    view.init(params, false);
    MultiLayerNetwork fast = Engines.wrap(view, EngineKind.AUTO, EngineOptions.defaults());
    try {
      Logits features = Predictor.of(fast).outputs(images);
      double[][] rows = new double[features.rows()][];
      Arrays.setAll(rows, features::row);
      return Optional.of(rows);
    } finally {
      fast.close();
    }
  }
}
