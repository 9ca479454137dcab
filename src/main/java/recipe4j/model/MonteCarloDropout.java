package recipe4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.io.Count;
import recipe4j.uncertainty.PredictionEnsemble;
import recipe4j.uncertainty.Probabilities;

/**
 * Monte-Carlo dropout (Gal and Ghahramani, "Dropout as a Bayesian Approximation", 2016): the
 * network predicts several times with its dropout left on. Only dropout acts as in training; batch
 * normalisation, for one, keeps to its averages.
 *
 * <p>The passes go through DL4J's own layers, whatever the engine.
 */
public final class MonteCarloDropout {
  /** Passes that are usually enough. */
  public static final int DEFAULT_PASSES = 30;

  private static final int BATCH_SIZE = 256;

  /** ND4J's random generator takes 0 for "no seed". */
  private static final long SEED_FOR_ZERO = 0x5EED0L;

  private MonteCarloDropout() {}

  /** {@return whether a network has a layer with dropout, so that {@link #of} takes it} */
  public static boolean isPossible(MultiLayerNetwork net) {
    return Arrays.stream(net.getLayers()).anyMatch(MonteCarloDropout::dropsOut);
  }

  /**
   * Predicts.
   *
   * @param net its last layer gives probabilities
   * @param images at least one; labels are not looked at
   * @param passes how many predictions per image, at least 1
   * @param seed of the dropout; sets ND4J's global random generator
   * @return the passes, taken together
   * @throws IllegalArgumentException if no layer has dropout, there is no image or no pass, or the
   *     images don't fit the network
   */
  public static PredictionEnsemble of(
      MultiLayerNetwork net, LabelledImages images, int passes, long seed) {
    if (!isPossible(net)) {
      throw new IllegalArgumentException(
          "Monte-Carlo dropout needs a layer with dropout, found none in %s; train a network that has one"
              .formatted(Count.of(net.getnLayers(), "layer")));
    }
    if (passes < 1 || images.count() == 0) {
      throw new IllegalArgumentException(
          "Monte-Carlo dropout needs at least one pass and one image, found %s and %s"
              .formatted(passes, images.count()));
    }
    NetworkShape.check(net, images.shape());
    Nd4j.getRandom().setSeed(seed == 0 ? SEED_FOR_ZERO : seed);
    List<Probabilities> members = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      float[][] rows = new float[images.count()][];
      int row = 0;
      for (ImageBatches batches = ImageBatches.inOrder(images, BATCH_SIZE); batches.hasNext(); ) {
        INDArray features = batches.next().getFeatures();
        synchronized (net) { // the layers, which are asked one by one, don't wait for a training
          net.params(); // says if it is closed
          for (float[] p : Predictor.rows(predict(net, features))) {
            rows[row++] = p;
          }
        }
      }
      members.add(Probabilities.of(rows));
    }
    return PredictionEnsemble.of(members);
  }

  private static INDArray predict(MultiLayerNetwork net, INDArray features) {
    LayerWorkspaceMgr noWorkspaces = LayerWorkspaceMgr.noWorkspaces();
    INDArray activations = features.dup(); // the first layer's dropout may work in place
    for (int i = 0; i < net.getnLayers(); i++) {
      InputPreProcessor before = net.getLayerWiseConfigurations().getInputPreProcess(i);
      if (before != null) {
        activations = before.preProcess(activations, (int) features.size(0), noWorkspaces);
      }
      Layer layer = net.getLayer(i);
      activations = layer.activate(activations, dropsOut(layer), noWorkspaces);
      layer.clear(); // else it keeps what it was given
    }
    return activations;
  }

  private static boolean dropsOut(Layer layer) {
    return layer.conf().getLayer().getIDropout() != null;
  }
}
