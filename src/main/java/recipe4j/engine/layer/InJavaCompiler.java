package recipe4j.engine.layer;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.MicroBatchCallback;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;
import recipe4j.layer.Example;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.WeightArray;

/** A layer in Java, which computes one example after another in DL4J's own layout. */
public final class InJavaCompiler implements LayerCompiler, MicroBatchCallback {
  private final LayerSpec.InJava spec;
  private final ExampleLayer function;
  private final String name;
  private final List<Data> weights = new ArrayList<>();
  private final List<Data> gradients = new ArrayList<>();
  private Example example;
  private Tensor input;
  private boolean training;
  private int rows;
  private Batch batch;
  private int first;

  /** For one layer. */
  public InJavaCompiler(LayerSpec.InJava spec) {
    this.spec = spec;
    this.function = spec.function();
    this.name = "java" + spec.layer();
  }

  /** Whether an optimizer changes something of it. */
  public static boolean isTrained(LayerSpec.InJava spec) {
    return spec.function().weights().stream().anyMatch(WeightArray::trainable);
  }

  private Tensor plain(PlanBuilder builder, Shape shape) {
    return builder.tensor(Layouts.plain(shape.batch(builder.rows())), shape);
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor given) {
    training = builder.isTraining();
    rows = builder.rows();
    example = new Example(function, given.shape().dims());
    input =
        builder.ensureLayout(
            name + " input",
            given,
            Layouts.plain(given.shape().batch(rows)),
            builder.forwardOperations());
    for (WeightArray weight : function.weights()) {
      Layout row = Layouts.plain(weight.length());
      weights.add(builder.weights(spec.layer(), weight.key(), row, row));
      if (training) {
        gradients.add(builder.gradient(spec.layer(), weight.key(), row, row));
      }
    }
    Tensor output = plain(builder, spec.output(given.shape()));
    builder.addForward(operation(name, () -> forward(output)));
    return output;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    Tensor above =
        builder.ensureLayout(
            name + " output",
            gradient,
            Layouts.plain(gradient.shape().batch(rows)),
            builder.backwardOperations());
    Tensor below = plain(builder, input.shape());
    builder.addBackward(operation(name + " data", () -> backward(above, below)));
    return wanted ? below : null;
  }

  private static Operation operation(String title, Runnable code) {
    return new Operation(title) {
      @Override
      public void run() {
        code.run();
      }
    };
  }

  @Override
  public void before(Batch whole, int from, int count) {
    batch = whole;
    first = from;
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).values().asBuffer().get(example.weights()[i]);
    }
    example.clearGradients();
    putGradients(); // of what has no backward pass: a layer that is not trained, at the start
  }

  private void putGradients() {
    for (int i = 0; i < gradients.size(); i++) {
      gradients.get(i).values().asBuffer().put(example.weightGradients()[i]);
    }
  }

  private void load(FloatBuffer values, int row) {
    values.get(example.input());
    int iteration = batch.clock.iteration();
    long number = training ? batch.masks.seed(spec.layer(), iteration, first + row) : 0;
    example.mode(training, number);
  }

  private void forward(Tensor output) {
    FloatBuffer from = input.data().values().asBuffer();
    FloatBuffer to = output.data().values().asBuffer();
    for (int row = 0; row < rows; row++) {
      load(from, row);
      function.forward(example);
      to.put(example.output());
    }
  }

  private void backward(Tensor above, Tensor below) {
    FloatBuffer from = input.data().values().asBuffer();
    FloatBuffer gradient = above.data().values().asBuffer();
    FloatBuffer to = below.data().values().asBuffer();
    for (int row = 0; row < rows; row++) {
      load(from, row);
      gradient.get(example.outputGradient());
      function.backward(example);
      to.put(example.inputGradient());
    }
    putGradients();
  }
}
