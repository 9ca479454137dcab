package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.ActivationStep;
import recipe4j.engine.layer.BatchNormStep;
import recipe4j.engine.layer.ConvolutionStep;
import recipe4j.engine.layer.DenseStep;
import recipe4j.engine.layer.DropoutStep;
import recipe4j.engine.layer.PoolingStep;
import recipe4j.engine.layer.ReshapeStep;
import recipe4j.engine.layer.SoftmaxStep;
import recipe4j.engine.onednn.Arena;
import recipe4j.engine.onednn.NativeLibraries;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.MicroBatchCallback;
import recipe4j.engine.plan.MicroBatchPlan;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;
import recipe4j.engine.winograd.WinogradChoice;
import recipe4j.engine.winograd.WinogradStep;

/** Turns a blueprint into the operations of a micro-batch. */
final class PlanCompiler {
  private final List<LayerCompiler> steps = new ArrayList<>();
  private final List<MicroBatchCallback> hooks = new ArrayList<>();
  private final PlanBuilder builder;
  private int firstTrained = Integer.MAX_VALUE;

  private PlanCompiler(PlanBuilder builder) {
    NativeLibraries.requireRoomForCode();
    this.builder = builder;
  }

  /**
   * Compiles, on the thread and under the OpenMP setting that the plan will run with.
   *
   * @param blueprint what to compile; the input fits it
   * @param input shape of one example
   * @param builder empty, for the size wanted
   * @param slab gives the memory of all activations
   * @return the plan
   */
  static MicroBatchPlan compile(
      NetworkGraph blueprint, Shape input, PlanBuilder builder, Arena slab) {
    PlanCompiler compiler = new PlanCompiler(builder);
    Shape shape = compiler.choose(blueprint.layers(), input);
    Tensor tensor = builder.input(shape);
    for (LayerCompiler step : compiler.steps) {
      tensor = step.forward(builder, tensor);
    }
    Tensor logits =
        builder.ensure(
            "logits",
            tensor,
            Layouts.plain(tensor.shape().batch(builder.rows())),
            builder.forward());
    memory gradient = builder.isTraining() ? compiler.backward(logits.shape()) : null;
    builder.bind(slab.reserve(builder.size()));
    return new MicroBatchPlan(builder, logits, gradient, compiler.hooks);
  }

  /**
   * Adds the forward operations of some layers.
   *
   * @param layers that fit the input; a leading reshape leaves it as it is
   * @param builder for inference
   * @param input what they read
   * @return what comes out
   */
  static Tensor forward(List<LayerSpec> layers, PlanBuilder builder, Tensor input) {
    PlanCompiler compiler = new PlanCompiler(builder);
    compiler.choose(layers, input.shape());
    Tensor tensor = input;
    for (LayerCompiler step : compiler.steps) {
      tensor = step.forward(builder, tensor);
    }
    return tensor;
  }

  private memory backward(Shape logits) {
    memory first = builder.memory(Layouts.plain(logits.batch(builder.rows())));
    Tensor gradient = new Tensor(first, logits);
    for (int i = steps.size() - 1; i >= Math.min(firstTrained, steps.size()); i--) {
      gradient = steps.get(i).backward(builder, gradient, i > firstTrained);
    }
    return first;
  }

  /** Settles fusion and order; returns the shape that the first step reads. */
  private Shape choose(List<LayerSpec> layers, Shape input) {
    Shape shape = input;
    Shape start = input;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      LayerSpec next = i + 1 < layers.size() ? layers.get(i + 1) : null;
      Shape output = layer.output(shape);
      if (layer instanceof LayerSpec.Flatten || layer instanceof LayerSpec.Unflatten) {
        if (steps.isEmpty()) {
          start = output; // the network's input is plain memory
        } else if (next instanceof LayerSpec.Dense) {
          output = shape; // a dense layer reads images as they are
        } else if (!output.equals(shape)) {
          steps.add(new ReshapeStep(output));
        }
      } else if (fuses(layer, next)) {
        LayerSpec.Activation activation = (LayerSpec.Activation) next;
        add(layer, shape, activation.function());
        i++;
        LayerSpec pooling = i + 1 < layers.size() ? layers.get(i + 1) : null;
        if (pooling instanceof LayerSpec.Pooling max && max.kind() == LayerSpec.Pooling.Kind.MAX) {
          output = max.output(output);
          steps.add(new PoolingStep(max));
          i++;
        }
        if (builder.isTraining()) {
          steps.add(new ActivationStep(activation.layer(), activation.function(), true));
        }
      } else {
        add(layer, shape, null);
      }
      shape = output;
    }
    return start;
  }

  /** In inference nothing needs the value before the activation. */
  private boolean fuses(LayerSpec layer, LayerSpec next) {
    return (layer instanceof LayerSpec.Convolution || layer instanceof LayerSpec.Dense)
        && next instanceof LayerSpec.Activation activation
        && !activation.function().isSoftplus()
        && (activation.function().fromOutput() || !builder.isTraining());
  }

  private void add(LayerSpec layer, Shape input, Eltwise fused) {
    boolean first = steps.isEmpty();
    if (layer instanceof LayerSpec.Convolution convolution) {
      trained();
      steps.add(
          !first && WinogradChoice.suits(convolution, input, builder.rows())
              ? new WinogradStep(convolution, fused)
              : new ConvolutionStep(convolution, fused, first));
    } else if (layer instanceof LayerSpec.Dense dense) {
      trained();
      steps.add(new DenseStep(dense, fused));
    } else if (layer instanceof LayerSpec.Pooling pooling) {
      steps.add(new PoolingStep(pooling));
    } else if (layer instanceof LayerSpec.Activation activation) {
      steps.add(new ActivationStep(activation.layer(), activation.function(), false));
    } else if (layer instanceof LayerSpec.Softmax softmax) {
      steps.add(new SoftmaxStep(softmax));
    } else if (layer instanceof LayerSpec.BatchNorm norm) {
      trained();
      BatchNormStep step = new BatchNormStep(norm);
      steps.add(step);
      hooks.add(step);
    } else if (layer instanceof LayerSpec.DropoutSpec dropout && builder.isTraining()) {
      DropoutStep step = new DropoutStep(dropout);
      steps.add(step);
      hooks.add(step);
    }
  }

  private void trained() {
    firstTrained = Math.min(firstTrained, steps.size());
  }
}
