package recipe4j.engine;

import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.Dl4jGraphReader;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.graph.UnsupportedNetworkException;
import recipe4j.engine.loss.LossTarget;
import recipe4j.engine.loss.OutputLoss;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.DropoutMasks;
import recipe4j.engine.plan.Features;

/**
 * Computes batches in terms of ND4J's arrays: features and labels in, loss and the output layer's
 * values out. For one caller at a time.
 *
 * @param resources threads and the compiled plan
 * @param graph layers and loss
 * @param layout of the parameters
 */
record NetworkEngine(EngineResources resources, NetworkGraph graph, ParameterLayout layout) {
  /**
   * Reads a network.
   *
   * @param resources threads
   * @param configuration the network's
   * @param network initialised
   * @return its engine
   * @throws UnsupportedNetworkException with the missing library, or the first layer that has no
   *     counterpart
   */
  static NetworkEngine of(
      EngineResources resources, MultiLayerConfiguration configuration, MultiLayerNetwork network)
      throws UnsupportedNetworkException {
    Optional<String> fault = resources.options().fault();
    if (fault.isPresent()) {
      throw new UnsupportedNetworkException(fault.get());
    }
    if (network.params() == null) {
      throw new UnsupportedNetworkException("the network has no parameters");
    }
    NetworkGraph graph = Dl4jGraphReader.read(configuration);
    return new NetworkEngine(
        resources, graph, ParameterLayout.of(network.params(), network.getLayers()));
  }

  /**
   * What a computation depends on, besides the batch.
   *
   * @param network graph, parameters and gradients
   * @param training whether dropout and batch normalisation work as in training
   * @param clock iteration and epoch
   * @param masks for dropout
   */
  record State(BoundNetwork network, boolean training, Batch.StepClock clock, DropoutMasks masks) {}

  /**
   * The result of a batch with labels.
   *
   * @param loss without regularization, summed or averaged as DL4J does
   * @param output activations of the output layer, row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(double loss, float[] output) {}

  /** The network on DL4J's vectors as they are now; the gradients may be null. */
  BoundNetwork bind(INDArray parameters, INDArray gradients) {
    return new BoundNetwork(graph, layout, parameters, gradients);
  }

  /** The shape of an example's logits, or null where DL4J's own layers must take over. */
  Shape logits(INDArray features) {
    boolean readable = features != null && features.rank() >= 2 && !features.isEmpty();
    return readable ? graph.output(Shape.ofExample(features.shape())) : null;
  }

  /** Whether features, labels and mask of the labels fit the network. */
  boolean accepts(DataSet batch) {
    Shape logits = logits(batch.getFeatures());
    return logits != null
        && graph.accepts(
            batch.getFeatures(), batch.getLabels(), batch.getLabelsMaskArray(), logits);
  }

  /** The output layer's values row by row, before or after its activation. */
  float[] infer(INDArray features, Shape logits, boolean activated, State state) {
    int rows = (int) features.size(0);
    int classes = (int) logits.size();
    float[] values = new float[rows * classes];
    run(features, values, null, activated ? graph.loss() : null, false, state);
    return values;
  }

  /** Loss and output of a batch that is accepted; computes its gradient if {@code backward}. */
  Result evaluate(DataSet batch, boolean backward, State state) {
    int rows = (int) batch.getFeatures().size(0);
    int size = rows * (int) logits(batch.getFeatures()).size();
    float[] outputs = new float[size];
    LossTarget target =
        new LossTarget(
            graph.loss(),
            FloatArrays.copy(batch.getLabels()),
            FloatArrays.copy(batch.getLabelsMaskArray()),
            outputs,
            new float[size]);
    double loss = run(batch.getFeatures(), new float[size], target, null, backward, state);
    return new Result(loss / (graph.meanScore() ? rows : 1), outputs);
  }

  private double run(
      INDArray features,
      float[] logits,
      LossTarget target,
      OutputLoss activation,
      boolean backward,
      State state) {
    try (Features source = Features.of(features)) {
      Batch batch =
          new Batch(
              source,
              logits,
              target,
              activation,
              state.training,
              backward,
              state.clock,
              state.masks);
      return resources.run(state.network, source.shape(), batch);
    }
  }
}
