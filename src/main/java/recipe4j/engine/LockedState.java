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

/** The setters of a {@link LockedNetwork}, and whatever else changes what its layers keep. */
@SuppressWarnings("overrides") // DL4J declares doEvaluation with an array and with varargs
abstract class LockedState extends LockedNetwork {
  private static final long serialVersionUID = 1L;

  LockedState(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  @Override
  public void setConf(NeuralNetConfiguration conf) {
    alone(() -> super.setConf(conf));
  }

  @Override
  public void setLayerWiseConfigurations(MultiLayerConfiguration configuration) {
    alone(() -> super.setLayerWiseConfigurations(configuration));
  }

  @Override
  public void setLayers(Layer[] layers) {
    alone(() -> super.setLayers(layers));
  }

  @Override
  public void setCacheMode(CacheMode mode) {
    alone(() -> super.setCacheMode(mode));
  }

  @Override
  public void setParams(INDArray params) {
    alone(() -> super.setParams(params));
  }

  @Override
  public void setParam(String key, INDArray value) {
    alone(() -> super.setParam(key, value));
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    alone(() -> super.setParamTable(table));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    alone(() -> super.setBackpropGradientsViewArray(gradients));
  }

  @Override
  public void update(Gradient gradient) {
    alone(() -> super.update(gradient));
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    alone(() -> super.applyConstraints(iteration, epoch));
  }

  @Override
  public void setGradientsAccumulator(GradientsAccumulator accumulator) {
    alone(() -> super.setGradientsAccumulator(accumulator));
  }

  @Override
  public void setLearningRate(double rate) {
    alone(() -> super.setLearningRate(rate));
  }

  @Override
  public void setLearningRate(ISchedule rate) {
    alone(() -> super.setLearningRate(rate));
  }

  @Override
  public void setLearningRate(int layer, double rate) {
    alone(() -> super.setLearningRate(layer, rate));
  }

  @Override
  public void setLearningRate(int layer, ISchedule rate) {
    alone(() -> super.setLearningRate(layer, rate));
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    alone(() -> super.setListeners(listeners));
  }

  @Override
  public void addListeners(TrainingListener... listeners) {
    alone(() -> super.addListeners(listeners));
  }

  @Override
  public void setIterationCount(int count) {
    alone(() -> super.setIterationCount(count));
  }

  @Override
  public void setEpochCount(int count) {
    alone(() -> super.setEpochCount(count));
  }

  @Override
  public void incrementEpochCount() {
    alone(() -> super.incrementEpochCount());
  }

  @Override
  public void setInput(INDArray input) {
    alone(() -> super.setInput(input));
  }

  @Override
  public void setLabels(INDArray labels) {
    alone(() -> super.setLabels(labels));
  }

  @Override
  public void setMask(INDArray mask) {
    alone(() -> super.setMask(mask));
  }

  @Override
  public void setInputMiniBatchSize(int size) {
    alone(() -> super.setInputMiniBatchSize(size));
  }

  @Override
  public void setLayerMaskArrays(INDArray featuresMask, INDArray labelsMask) {
    alone(() -> super.setLayerMaskArrays(featuresMask, labelsMask));
  }

  @Override
  public void clearLayerMaskArrays() {
    alone(() -> super.clearLayerMaskArrays());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int size) {
    return alone(() -> super.feedForwardMaskArray(mask, state, size));
  }

  @Override
  public void clearLayersStates() {
    alone(() -> super.clearLayersStates());
  }

  @Override
  public void clearNoiseWeightParams() {
    alone(() -> super.clearNoiseWeightParams());
  }

  @Override
  public void clear() {
    alone(() -> super.clear());
  }

  @Override
  public void updateRnnStateWithTBPTTState() {
    alone(() -> super.updateRnnStateWithTBPTTState());
  }

  @Override
  public void rnnSetPreviousState(int layer, Map<String, INDArray> state) {
    alone(() -> super.rnnSetPreviousState(layer, state));
  }

  @Override
  public Map<String, INDArray> rnnGetPreviousState(int layer) {
    return alone(() -> super.rnnGetPreviousState(layer));
  }

  @Override
  public void rnnClearPreviousState() {
    alone(() -> super.rnnClearPreviousState());
  }

  @Override
  public MultiLayerNetwork convertDataType(DataType type) {
    return alone(() -> super.convertDataType(type));
  }

  @Override
  public ComputationGraph toComputationGraph() {
    return alone(() -> super.toComputationGraph());
  }
}
