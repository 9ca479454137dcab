package recipe4j.engine;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.solvers.accumulation.GradientsAccumulator;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.ISchedule;

/** The locked setters, and other methods that change what the layers keep. */
@SuppressWarnings("overrides") // DL4J declares doEvaluation with an array and with varargs
abstract class LockedState extends LockedNetwork {
  private static final long serialVersionUID = 1L;

  LockedState(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  @Override
  public void setConf(NeuralNetConfiguration conf) {
    locked(() -> super.setConf(conf));
  }

  @Override
  public void setLayerWiseConfigurations(MultiLayerConfiguration configuration) {
    locked(() -> super.setLayerWiseConfigurations(configuration));
  }

  @Override
  public void setLayers(Layer[] layers) {
    locked(() -> super.setLayers(layers));
  }

  @Override
  public void setCacheMode(CacheMode mode) {
    locked(() -> super.setCacheMode(mode));
  }

  @Override
  public void setParams(INDArray params) {
    locked(() -> super.setParams(params));
  }

  @Override
  public void setParam(String key, INDArray value) {
    locked(() -> super.setParam(key, value));
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    locked(() -> super.setParamTable(table));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    locked(() -> super.setBackpropGradientsViewArray(gradients));
  }

  @Override
  public void update(Gradient gradient) {
    locked(() -> super.update(gradient));
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    locked(() -> super.applyConstraints(iteration, epoch));
  }

  @Override
  public void setGradientsAccumulator(GradientsAccumulator accumulator) {
    locked(() -> super.setGradientsAccumulator(accumulator));
  }

  @Override
  public void setLearningRate(double rate) {
    locked(() -> super.setLearningRate(rate));
  }

  @Override
  public void setLearningRate(ISchedule rate) {
    locked(() -> super.setLearningRate(rate));
  }

  @Override
  public void setLearningRate(int layer, double rate) {
    locked(() -> super.setLearningRate(layer, rate));
  }

  @Override
  public void setLearningRate(int layer, ISchedule rate) {
    locked(() -> super.setLearningRate(layer, rate));
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    locked(() -> super.setListeners(listeners));
  }

  @Override
  public void addListeners(TrainingListener... listeners) {
    locked(() -> super.addListeners(listeners));
  }

  @Override
  public void setIterationCount(int count) {
    locked(() -> super.setIterationCount(count));
  }

  @Override
  public void setEpochCount(int count) {
    locked(() -> super.setEpochCount(count));
  }

  @Override
  public void incrementEpochCount() {
    locked(() -> super.incrementEpochCount());
  }

  @Override
  public void setInput(INDArray input) {
    locked(() -> super.setInput(input));
  }

  @Override
  public void setLabels(INDArray labels) {
    locked(() -> super.setLabels(labels));
  }

  @Override
  public void setMask(INDArray mask) {
    locked(() -> super.setMask(mask));
  }

  @Override
  public void setInputMiniBatchSize(int size) {
    locked(() -> super.setInputMiniBatchSize(size));
  }

  @Override
  public void setLayerMaskArrays(INDArray featuresMask, INDArray labelsMask) {
    locked(() -> super.setLayerMaskArrays(featuresMask, labelsMask));
  }

  @Override
  public void clearLayerMaskArrays() {
    locked(() -> super.clearLayerMaskArrays());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int size) {
    return locked(() -> super.feedForwardMaskArray(mask, state, size));
  }

  @Override
  public void clearLayersStates() {
    locked(() -> super.clearLayersStates());
  }

  @Override
  public void clearNoiseWeightParams() {
    locked(() -> super.clearNoiseWeightParams());
  }

  @Override
  public void clear() {
    locked(() -> super.clear());
  }

  @Override
  public void updateRnnStateWithTBPTTState() {
    locked(() -> super.updateRnnStateWithTBPTTState());
  }

  @Override
  public void rnnSetPreviousState(int layer, Map<String, INDArray> state) {
    locked(() -> super.rnnSetPreviousState(layer, state));
  }

  @Override
  public Map<String, INDArray> rnnGetPreviousState(int layer) {
    return locked(() -> super.rnnGetPreviousState(layer));
  }

  @Override
  public void rnnClearPreviousState() {
    locked(() -> super.rnnClearPreviousState());
  }

  @Override
  public MultiLayerNetwork convertDataType(DataType type) {
    return locked(() -> super.convertDataType(type));
  }

  @Override
  public ComputationGraph toComputationGraph() {
    return locked(() -> super.toComputationGraph());
  }
}
