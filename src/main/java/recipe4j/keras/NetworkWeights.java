package recipe4j.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.config.Slots;

/** Copies weights and the state of the optimizer into a network and out of it. */
final class NetworkWeights {
  private final MultiLayerNetwork net;
  private final List<KerasParameter> parameters;
  private final List<Layer> layers;

  /**
   * Pairs a network's layers with a model's.
   *
   * @param net initialised
   * @param model the same chain of layers
   * @throws KerasFormatException if the model's shapes don't fit together
   */
  NetworkWeights(MultiLayerNetwork net, KerasModel model) throws KerasFormatException {
    this.net = net;
    this.parameters = KerasParameter.of(model);
    this.layers =
        IntStream.range(0, net.getnLayers())
            .mapToObj(net::getLayer)
            .filter(layer -> layer.numParams() > 0)
            .toList();
  }

  List<KerasParameter> parameters() {
    return parameters;
  }

  /** Fills the network's weights, all or none. */
  void read(WeightSource source) throws KerasFormatException {
    List<INDArray> arrays = new ArrayList<>();
    for (KerasParameter parameter : parameters) {
      arrays.add(Nd4j.create(parameter.toDl4j(source.read(parameter)), parameter.dl4jSizes(), 'c'));
    }
    for (int i = 0; i < arrays.size(); i++) {
      INDArray target = array(parameters.get(i));
      target.assign(arrays.get(i).reshape(target.shape()));
    }
  }

  /**
   * Fills the optimizer's state, and sets the number of steps done.
   *
   * @param file what it holds
   * @param updater the network's optimizer
   * @return whether the file's state is one of this network's; nothing is changed if not
   */
  boolean read(OptimizerState file, IUpdater updater) throws KerasFormatException {
    List<KerasParameter> changed = parameters.stream().filter(p -> !states(p).isEmpty()).toList();
    int kinds = changed.isEmpty() ? 0 : states(changed.get(0)).size();
    Slots slots = Slots.of(updater);
    Integer iterations = file.iterations();
    boolean trained = iterations == null || iterations > 0;
    List<List<OptimizerState.Entry>> arrays = new ArrayList<>();
    for (int kind = 0; kind < kinds && (trained || !file.arrays().isEmpty()); kind++) {
      List<OptimizerState.Entry> found = file.arrays(kind, slots, changed);
      if (found == null) {
        return false;
      }
      arrays.add(found);
    }
    if (iterations == null && kinds > 1) {
      return false; // the bias correction of Adam and the like depends on them
    }
    for (int kind = 0; kind < arrays.size(); kind++) {
      for (int i = 0; i < changed.size(); i++) {
        KerasParameter parameter = changed.get(i);
        String path = arrays.get(kind).get(i).path();
        float[] values = file.file().floats(path, parameter.kerasSizes());
        states(parameter).get(kind).assign(flat(parameter, values));
      }
    }
    net.getLayerWiseConfigurations().setIterationCount(iterations == null ? 0 : iterations);
    return true;
  }

  /** A parameter's values in Keras's order. */
  float[] weights(KerasParameter parameter) {
    return parameter.toKeras(rowMajor(array(parameter)));
  }

  /** The state of the optimizer of a parameter, in Keras's order: as many arrays as it keeps. */
  List<float[]> slots(KerasParameter parameter) {
    char order = array(parameter).ordering();
    return states(parameter).stream()
        .map(state -> rowMajor(state.dup().reshape(order, parameter.dl4jSizes())))
        .map(parameter::toKeras)
        .toList();
  }

  private INDArray array(KerasParameter parameter) {
    return layers.get(parameter.ordinal()).getParam(parameter.dl4jName());
  }

  /** In the order in which DL4J keeps the parameter and its state. */
  private INDArray flat(KerasParameter parameter, float[] keras) {
    INDArray values = Nd4j.create(parameter.toDl4j(keras), parameter.dl4jSizes(), 'c');
    char order = array(parameter).ordering();
    return values.dup(order).reshape(order, new long[] {values.length()});
  }

  private static float[] rowMajor(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  /**
   * Views of the state, one for each number that the updater keeps of a weight. A block of DL4J's
   * updater holds all its first numbers, then all its second ones.
   */
  private List<INDArray> states(KerasParameter parameter) {
    if (!parameter.trainable()) {
      return List.of();
    }
    int index = layers.get(parameter.ordinal()).getIndex();
    for (UpdaterBlock block : ((BaseMultiLayerUpdater<?>) net.getUpdater()).getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState state : block.getLayersAndVariablesInBlock()) {
        if (((Layer) state.getLayer()).getIndex() == index
            && state.getParamName().equals(parameter.dl4jName())) {
          return states(block, state);
        }
      }
    }
    return List.of();
  }

  private static List<INDArray> states(UpdaterBlock block, UpdaterBlock.ParamState state) {
    if (block.getUpdaterView() == null) {
      return List.of();
    }
    long size = (long) block.getParamOffsetEnd() - block.getParamOffsetStart();
    INDArray view = block.getUpdaterView().reshape(block.getUpdaterView().length());
    List<INDArray> states = new ArrayList<>();
    for (long start = 0; start < view.length(); start += size) {
      long from = start - block.getParamOffsetStart() + state.getParamOffsetStart();
      long length = (long) state.getParamOffsetEnd() - state.getParamOffsetStart();
      states.add(view.get(NDArrayIndex.interval(from, from + length)));
    }
    return states;
  }
}
