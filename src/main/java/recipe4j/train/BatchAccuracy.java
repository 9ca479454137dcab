package recipe4j.train;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import recipe4j.engine.Engines;

/** Losses and right predictions of batches. */
final class BatchAccuracy {
  /** Takes label and prediction of each row, both class numbers from 0. */
  @FunctionalInterface
  interface Predictions {
    void add(int label, int predicted);
  }

  private BatchAccuracy() {}

  /**
   * Evaluates the remaining batches of an iterator without training on them.
   *
   * @param predictions gets label and prediction of every row
   * @return the losses, as DL4J's {@code score} gives them, and the right predictions
   */
  static TrainingState.Meter evaluate(
      MultiLayerNetwork net, DataSetIterator batches, Predictions predictions) {
    TrainingState.Meter meter = TrainingState.Meter.EMPTY;
    while (batches.hasNext()) {
      meter = plus(meter, net, batches.next(), predictions);
    }
    return meter;
  }

  private static TrainingState.Meter plus(
      TrainingState.Meter meter, MultiLayerNetwork net, DataSet batch, Predictions predictions) {
    if (Engines.isAccelerated(net)) {
      double loss = net.score(batch, false); // on all threads, with the outputs
      Optional<float[]> output = Engines.lastOutputValues(net);
      if (output.isPresent()) {
        int correct = correct(output.get(), batch.getLabels(), predictions);
        return meter.plus(loss, correct, batch.numExamples());
      }
    }
    return plusByLayers(meter, net, batch, predictions);
  }

  /** Evaluates layer by layer, as DL4J's score and output would each run all layers. */
  private static TrainingState.Meter plusByLayers(
      TrainingState.Meter meter, MultiLayerNetwork net, DataSet batch, Predictions predictions) {
    LayerWorkspaceMgr noWorkspaces = LayerWorkspaceMgr.noWorkspaces();
    int last = net.getnLayers() - 1;
    INDArray input = batch.getFeatures();
    net.setInput(input); // DL4J asks it for the number of examples
    input =
        last == 0
            ? input
            : last == 1 // DL4J's method wants two layers
                ? net.feedForwardToLayer(0, input, false).get(1)
                : net.activateSelectedLayers(0, last - 1, input);
    InputPreProcessor before = net.getLayerWiseConfigurations().getInputPreProcess(last);
    if (before != null) {
      input = before.preProcess(input, batch.numExamples(), noWorkspaces);
    }
    IOutputLayer layer = (IOutputLayer) net.getOutputLayer();
    layer.setInput(input, noWorkspaces);
    layer.setLabels(batch.getLabels());
    double penalty = net.calcRegularizationScore(true);
    INDArray weights = batch.getLabelsMaskArray();
    double loss =
        weights == null
            ? layer.computeScore(penalty, false, noWorkspaces)
            : weighted(layer.computeScoreForExamples(0, noWorkspaces), weights, net) + penalty;
    INDArray output = layer.activate(false, noWorkspaces);
    int correct = correct(rowMajor(output), batch.getLabels(), predictions);
    for (Layer each : net.getLayers()) {
      each.clear(); // or they keep their input; net.clear() would drop the updater's state
    }
    net.setInput(null);
    return meter.plus(loss, correct, batch.numExamples());
  }

  private static double weighted(INDArray losses, INDArray weights, MultiLayerNetwork net) {
    double sum = losses.reshape(weights.shape()).mul(weights).sumNumber().doubleValue();
    return net.getOutputLayer().conf().isMiniBatch() ? sum / weights.length() : sum;
  }

  /** How many rows of the batch that is being trained on are right, before its update. */
  static int correct(MultiLayerNetwork net) {
    float[] output =
        Engines.lastOutputValues(net)
            // The output layer still has its input: this repeats no other layer.
            .orElseGet(
                () ->
                    rowMajor(
                        net.getOutputLayer().activate(false, LayerWorkspaceMgr.noWorkspaces())));
    return correct(output, net.getLabels(), (label, predicted) -> {});
  }

  /**
   * How many rows have their largest output at the label. In plain Java, as this runs for every
   * batch and ND4J takes longer to set up an operation than to run it.
   */
  private static int correct(float[] found, INDArray labels, Predictions predictions) {
    int columns = (int) labels.size(1);
    float[] wanted = rowMajor(labels);
    int correct = 0;
    for (int row = 0; row < found.length; row += columns) {
      int predicted = largest(found, row, columns);
      int label = largest(wanted, row, columns);
      predictions.add(label, predicted);
      correct += predicted == label ? 1 : 0;
    }
    return correct;
  }

  /** A copy of any matrix, a view included. */
  static float[] rowMajor(INDArray matrix) {
    float[] values = new float[Math.toIntExact(matrix.length())];
    INDArray floats = matrix.castTo(DataType.FLOAT);
    boolean whole =
        floats.ordering() == 'c' && !floats.isView() && floats.data().length() == values.length;
    (whole ? floats : floats.dup('c')).data().asNioFloat().get(values);
    return values;
  }

  /** Place of the largest value, the first of several. */
  private static int largest(float[] values, int from, int count) {
    int largest = from;
    for (int i = from + 1; i < from + count; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest - from;
  }
}
