package recipe4j.engine;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.graph.Dl4jGraphReader;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.graph.UnsupportedLayerException;
import recipe4j.engine.loss.LossTarget;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Vectors;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.DropoutMasks;
import recipe4j.engine.plan.Features;

/**
 * A network as the engine computes it: batches go in, the output layer's values come out. For one
 * caller at a time.
 *
 * @param resources threads and the compiled plan
 * @param blueprint the network
 * @param layout of its parameters
 */
record NetworkEngine(EngineResources resources, NetworkGraph blueprint, ParameterLayout layout) {
  /**
   * Reads a network.
   *
   * @param resources threads
   * @param configuration the network's
   * @param network initialised, with parameters
   * @return its engine
   * @throws UnsupportedLayerException naming the first layer that has no counterpart
   */
  static NetworkEngine of(
      EngineResources resources, MultiLayerConfiguration configuration, MultiLayerNetwork network)
      throws UnsupportedLayerException {
    NetworkGraph blueprint = Dl4jGraphReader.read(configuration);
    return new NetworkEngine(
        resources, blueprint, ParameterLayout.of(network.params(), network.getLayers()));
  }

  /**
   * What a computation depends on beside the batch.
   *
   * @param vectors parameters and gradients
   * @param training dropout and batch normalisation as in training
   * @param clock iteration and epoch
   * @param masks for dropout
   */
  record State(Vectors vectors, boolean training, Batch.StepClock clock, DropoutMasks masks) {}

  /**
   * What comes of a batch with labels.
   *
   * @param loss without regularization, summed or averaged as DL4J does
   * @param output activations of the output layer, detached from workspaces
   */
  record Result(double loss, INDArray output) {}

  /** The shape of the logits, or null where DL4J's own layers must take over. */
  Shape logits(INDArray features) {
    boolean readable = features != null && features.rank() >= 2 && !features.isEmpty();
    return readable ? blueprint.output(Shape.ofExample(features.shape())) : null;
  }

  /** Whether features, labels and mask of the labels fit the network. */
  boolean accepts(DataSet batch) {
    Shape logits = logits(batch.getFeatures());
    return logits != null
        && blueprint.accepts(
            batch.getFeatures(), batch.getLabels(), batch.getLabelsMaskArray(), logits);
  }

  /** The output layer's values row by row, before or after its activation. */
  float[] infer(INDArray features, Shape logits, boolean activated, State state) {
    int rows = (int) features.size(0);
    int classes = (int) logits.size();
    float[] values = new float[rows * classes];
    run(features, values, null, false, state);
    if (activated) {
      blueprint.loss().activate(values, values, 0, rows, classes);
    }
    return values;
  }

  /** The loss of a batch that is accepted, and its gradient if it is wanted. */
  Result evaluate(DataSet batch, boolean backward, State state) {
    int rows = (int) batch.getFeatures().size(0);
    int size = rows * (int) logits(batch.getFeatures()).size();
    float[] outputs = new float[size];
    LossTarget target =
        new LossTarget(
            blueprint.loss(),
            FloatArrays.copy(batch.getLabels()),
            FloatArrays.copy(batch.getLabelsMaskArray()),
            outputs,
            new float[size]);
    double loss = run(batch.getFeatures(), new float[size], target, backward, state);
    return new Result(
        loss / (blueprint.meanScore() ? rows : 1),
        FloatArrays.outsideWorkspaces(() -> FloatArrays.matrix(outputs, rows)));
  }

  private double run(
      INDArray features, float[] logits, LossTarget target, boolean backward, State state) {
    try (Features source = Features.of(features)) {
      Batch batch =
          new Batch(source, logits, target, state.training, backward, state.clock, state.masks);
      return resources.run(blueprint, source.shape(), layout, state.vectors, batch);
    }
  }
}
