package recipe4j.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where DL4J keeps the weights of an {@link ExampleLayer}: one after the other, row-major. */
final class ExampleParameters implements ParamInitializer {
  private final ExampleLayer layer;

  ExampleParameters(ExampleLayer layer) {
    this.layer = layer;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer unused) {
    return layer.weights().stream().mapToLong(WeightArray::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer unused) {
    return layer.weights().stream().map(WeightArray::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer unused) {
    return paramKeys(unused);
  }

  @Override
  public List<String> biasKeys(Layer unused) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer unused, String key) {
    return true;
  }

  @Override
  public boolean isBiasParam(Layer unused, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, @Nullable INDArray parameters, boolean initialize) {
    Map<String, INDArray> views = views(parameters);
    for (WeightArray weight : layer.weights()) {
      conf.addVariable(weight.key());
      if (initialize) {
        Objects.requireNonNull(views.get(weight.key())).assign(weight.initial());
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return views(gradients);
  }

  private Map<String, INDArray> views(@Nullable INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    if (layer.weights().isEmpty()) {
      return views;
    }
    INDArray all = Objects.requireNonNull(flat);
    long start = 0;
    for (WeightArray weight : layer.weights()) {
      INDArray row = all.reshape(all.length());
      INDArray part = row.get(NDArrayIndex.interval(start, start + weight.length()));
      views.put(weight.key(), part.reshape('c', sizes(weight)));
      start += weight.length();
    }
    return views;
  }

  /** Rows have two axes in DL4J, as its biases. */
  private static long[] sizes(WeightArray weight) {
    long[] sizes = weight.sizes();
    return sizes.length < 2 ? new long[] {1, weight.length()} : sizes;
  }
}
