package recipe4j.engine.layer;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.loss.SoftmaxCrossEntropy;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.NativeOperation;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Softmax over the features of a hidden layer, in Java: there are few of them. */
public final class JavaSoftmax implements LayerCompiler {
  private final String name;
  private Tensor result;

  /** For one layer. */
  public JavaSoftmax(LayerSpec.Softmax spec) {
    this.name = "softmax" + spec.layer();
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    Tensor source =
        builder.ensureLayout(
            name + " input",
            input,
            Layouts.plain(input.shape().batch(builder.rows())),
            builder.forwardOperations());
    result = builder.tensor(source.layout(), source.shape());
    int rows = builder.rows();
    SoftmaxCrossEntropy softmax = new SoftmaxCrossEntropy(null);
    builder.addForward(
        new NativeOperation(
            name,
            at -> {
              float[] values = values(source.data());
              softmax.activate(values, values, 0, rows, values.length / rows);
              result.data().values().put(values);
            }));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor above =
        builder.ensureLayout(
            name + " output", gradient, result.layout(), builder.backwardOperations());
    Tensor below = builder.tensor(result.layout(), result.shape());
    int classes = (int) result.shape().size();
    builder.addBackward(
        new NativeOperation(
            name + " data",
            at -> {
              float[] outputs = values(result.data());
              float[] gradients = values(above.data());
              for (int from = 0; from < outputs.length; from += classes) {
                derive(outputs, gradients, from, classes);
              }
              below.data().values().put(gradients);
            }));
    return below;
  }

  /** {@code y (g - sum of g y)}, in the gradients' place. */
  private static void derive(float[] outputs, float[] gradients, int from, int classes) {
    double mean = 0;
    for (int i = from; i < from + classes; i++) {
      mean += (double) outputs[i] * gradients[i];
    }
    for (int i = from; i < from + classes; i++) {
      gradients[i] = (float) (outputs[i] * (gradients[i] - mean));
    }
  }

  private static float[] values(Data data) {
    float[] values = new float[(int) data.layout().length()];
    data.values().get(values);
    return values;
  }
}
