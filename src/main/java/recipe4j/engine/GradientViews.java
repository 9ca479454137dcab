package recipe4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's views of its flat gradient vector, as the gradients of named parameters. */
final class GradientViews {
  private final INDArray flat;
  private final List<View> views = new ArrayList<>();

  private record View(String name, INDArray gradient, Character order) {}

  /**
   * The views of all layers.
   *
   * @param flat DL4J's vector
   * @param layers whose gradients point into it
   */
  GradientViews(INDArray flat, Layer... layers) {
    this.flat = flat;
    for (int i = layers.length - 1; i >= 0; i--) {
      if (layers[i].numParams() == 0) {
        continue;
      }
      NeuralNetConfiguration conf = layers[i].conf();
      Character order = conf.getLayer() instanceof ConvolutionLayer ? 'c' : null;
      for (Map.Entry<String, INDArray> view :
          conf.getLayer()
              .initializer()
              .getGradientsFromFlattened(conf, layers[i].getGradientsViewArray())
              .entrySet()) {
        String key = view.getKey();
        views.add(new View(i + "_" + key, view.getValue(), key.equals("W") ? order : null));
      }
    }
  }

  /** Whether these are views of a vector. */
  boolean isOf(INDArray vector) {
    return flat == vector;
  }

  /** A new gradient over the same memory, as DL4J makes one for each step. */
  Gradient gradient() {
    Gradient gradient = new FlatGradient(flat);
    for (View view : views) {
      gradient.setGradientFor(view.name(), view.gradient(), view.order());
    }
    return gradient;
  }

  /**
   * Hands out DL4J's own vector. {@link DefaultGradient} hands out a new view of it at every call,
   * which DL4J's updater takes for the gradient of another network: it would then make its views of
   * every parameter again at every step.
   */
  private static final class FlatGradient extends DefaultGradient {
    private static final long serialVersionUID = 1L;

    private final transient INDArray flat;

    FlatGradient(INDArray flat) {
      super(flat);
      this.flat = flat;
    }

    @Override
    public INDArray gradient() {
      return flat;
    }
  }
}
