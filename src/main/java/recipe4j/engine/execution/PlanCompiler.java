package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.List;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.ActivationCompiler;
import recipe4j.engine.layer.BatchNormCompiler;
import recipe4j.engine.layer.ConvolutionCompiler;
import recipe4j.engine.layer.DenseCompiler;
import recipe4j.engine.layer.DropoutCompiler;
import recipe4j.engine.layer.InJavaCompiler;
import recipe4j.engine.layer.JavaSoftmax;
import recipe4j.engine.layer.NativeConvolution;
import recipe4j.engine.layer.NativeDense;
import recipe4j.engine.layer.NativePooling;
import recipe4j.engine.layer.PoolingCompiler;
import recipe4j.engine.layer.ReshapeCompiler;
import recipe4j.engine.layer.SoftmaxCompiler;
import recipe4j.engine.layer.WindowConvolution;
import recipe4j.engine.onednn.Arena;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.NativeLibraries;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.MicroBatchCallback;
import recipe4j.engine.plan.MicroBatchPlan;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/**
 * Turns a graph into the operations of a micro-batch: decides which layers are fused and in which
 * order they are computed, then lets a {@link LayerCompiler} for each add its operations.
 */
final class PlanCompiler {
  private final List<LayerCompiler> compilers = new ArrayList<>();
  private final List<MicroBatchCallback> callbacks = new ArrayList<>();
  private final PlanBuilder builder;
  private int firstTrained = Integer.MAX_VALUE;

  private PlanCompiler(PlanBuilder builder) {
    NativeLibraries.requireRoomForCode();
    this.builder = builder;
  }

  /**
   * Compiles. To be called on the thread and under the OpenMP setting that the plan will run with.
   *
   * @param graph what to compile
   * @param input shape of one example, which fits the graph
   * @param builder empty, for the wanted number of rows
   * @param arena gives the memory of all activations
   * @return the plan
   */
  static MicroBatchPlan compile(NetworkGraph graph, Shape input, PlanBuilder builder, Arena arena) {
    PlanCompiler compiler = new PlanCompiler(builder);
    Shape shape = compiler.choose(graph.layers(), input);
    Tensor tensor = builder.input(shape);
    for (LayerCompiler layer : compiler.compilers) {
      tensor = layer.forward(builder, tensor);
    }
    Tensor logits =
        builder.ensureLayout(
            "logits",
            tensor,
            Layouts.plain(tensor.shape().batch(builder.rows())),
            builder.forwardOperations());
    Data gradient = builder.isTraining() ? compiler.backward(logits.shape()) : null;
    builder.bind(arena.reserve(builder.size()));
    return new MicroBatchPlan(builder, logits, gradient, compiler.callbacks);
  }

  /**
   * Adds the forward operations of some layers.
   *
   * @param layers that fit the input; a leading reshape leaves it as it is
   * @param builder for inference
   * @param input of the first layer
   * @return output of the last
   */
  static Tensor forward(List<LayerSpec> layers, PlanBuilder builder, Tensor input) {
    PlanCompiler compiler = new PlanCompiler(builder);
    compiler.choose(layers, input.shape());
    Tensor tensor = input;
    for (LayerCompiler layer : compiler.compilers) {
      tensor = layer.forward(builder, tensor);
    }
    return tensor;
  }

  /**
   * Adds the backward operations, down to the first layer that has parameters.
   *
   * @return receives the gradient with respect to the logits
   */
  private Data backward(Shape logits) {
    Data first = builder.memory(Layouts.plain(logits.batch(builder.rows())));
    Tensor gradient = new Tensor(first, logits);
    for (int i = compilers.size() - 1; i >= Math.min(firstTrained, compilers.size()); i--) {
      gradient = compilers.get(i).backward(builder, gradient, i > firstTrained);
    }
    return first;
  }

  /** Makes the layers' compilers; returns the shape that the first one reads. */
  private Shape choose(List<LayerSpec> layers, Shape input) {
    Shape shape = input;
    Shape start = input;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      LayerSpec next = i + 1 < layers.size() ? layers.get(i + 1) : null;
      Shape output = layer.output(shape);
      if (layer instanceof LayerSpec.Flatten || layer instanceof LayerSpec.Unflatten) {
        if (compilers.isEmpty()) {
          start = output; // the network's input is plain memory
        } else if (next instanceof LayerSpec.Dense) {
          output = shape; // a dense layer reads images as they are
        } else if (!output.equals(shape)) {
          compilers.add(new ReshapeCompiler(output));
        }
      } else if (layer instanceof LayerSpec.GlobalPooling pooling) {
        compilers.add(pooling(pooling.over(shape)));
        if (pooling.flattens()) {
          compilers.add(new ReshapeCompiler(output));
        }
      } else if (isNative(layer, next, shape)) {
        boolean first = compilers.isEmpty();
        Eltwise fused = isNativelyActivated(next) ? ((LayerSpec.Activation) next).function() : null;
        i += fused == null ? 0 : 1;
        trained();
        if (layer instanceof LayerSpec.Dense dense) {
          compilers.add(new NativeDense(dense, fused));
        } else if (!NativeConvolution.fits((LayerSpec.Convolution) layer, shape, first)) {
          compilers.add(new WindowConvolution((LayerSpec.Convolution) layer, fused));
        } else {
          LayerSpec after = i + 1 < layers.size() ? layers.get(i + 1) : null;
          boolean pooled = NativeConvolution.pools(after, output);
          if (pooled) {
            output = after.output(output);
            i++;
          }
          LayerSpec.Convolution convolution = (LayerSpec.Convolution) layer;
          compilers.add(new NativeConvolution(convolution, fused, pooled, first));
        }
      } else if (fuses(layer, next)) {
        LayerSpec.Activation activation = (LayerSpec.Activation) next;
        add(layer, activation.function());
        i++;
        LayerSpec pooling = i + 1 < layers.size() ? layers.get(i + 1) : null;
        if (pooling instanceof LayerSpec.Pooling max && max.kind() == LayerSpec.Pooling.Kind.MAX) {
          output = max.output(output);
          compilers.add(new PoolingCompiler(max));
          i++;
        }
        if (builder.isTraining()) {
          compilers.add(new ActivationCompiler(activation.layer(), activation.function(), true));
        }
      } else {
        add(layer, null);
      }
      shape = output;
    }
    return start;
  }

  /**
   * Whether the C kernels compute a layer. A dense layer only with its activation: another one,
   * which oneDNN's kernel would compute along with it, would take a pass of its own.
   */
  private boolean isNative(LayerSpec layer, LayerSpec next, Shape input) {
    if (builder.kernels().onlyNative()) {
      return layer instanceof LayerSpec.Dense || layer instanceof LayerSpec.Convolution;
    }
    return builder.lanes() > 0
        && (layer instanceof LayerSpec.Dense dense
            ? NativeDense.fits(dense) && (isNativelyActivated(next) || !fuses(dense, next))
            : layer instanceof LayerSpec.Convolution convolution
                && NativeConvolution.fits(convolution, input, compilers.isEmpty()));
  }

  private static boolean isNativelyActivated(LayerSpec next) {
    return next instanceof LayerSpec.Activation activation
        && NativeConvolution.activates(activation.function());
  }

  private LayerCompiler pooling(LayerSpec.Pooling pooling) {
    return builder.kernels().onlyNative()
        ? new NativePooling(pooling)
        : new PoolingCompiler(pooling);
  }

  /**
   * Whether an activation is fused into the layer before it. In training the derivative must be a
   * function of the output; in inference nothing needs the value before the activation.
   */
  private boolean fuses(LayerSpec layer, LayerSpec next) {
    return (layer instanceof LayerSpec.Convolution || layer instanceof LayerSpec.Dense)
        && next instanceof LayerSpec.Activation activation
        && !activation.function().isSoftplus()
        && (activation.function().fromOutput() || !builder.isTraining());
  }

  private void add(LayerSpec layer, Eltwise fused) {
    boolean first = compilers.isEmpty();
    if (layer instanceof LayerSpec.Convolution convolution) {
      trained();
      compilers.add(new ConvolutionCompiler(convolution, fused, first));
    } else if (layer instanceof LayerSpec.Dense dense) {
      trained();
      compilers.add(new DenseCompiler(dense, fused));
    } else if (layer instanceof LayerSpec.Pooling pooling) {
      compilers.add(pooling(pooling));
    } else if (layer instanceof LayerSpec.Activation activation) {
      compilers.add(new ActivationCompiler(activation.layer(), activation.function(), false));
    } else if (layer instanceof LayerSpec.Softmax softmax) {
      compilers.add(
          builder.kernels().onlyNative() ? new JavaSoftmax(softmax) : new SoftmaxCompiler(softmax));
    } else if (layer instanceof LayerSpec.BatchNorm norm) {
      trained();
      BatchNormCompiler compiler = new BatchNormCompiler(norm);
      compilers.add(compiler);
      callbacks.add(compiler);
    } else if (layer instanceof LayerSpec.InJava inJava) {
      if (InJavaCompiler.isTrained(inJava)) {
        trained();
      }
      InJavaCompiler compiler = new InJavaCompiler(inJava);
      compilers.add(compiler);
      callbacks.add(compiler);
    } else if (layer instanceof LayerSpec.DropoutSpec dropout && builder.isTraining()) {
      DropoutCompiler compiler = new DropoutCompiler(dropout);
      compilers.add(compiler);
      callbacks.add(compiler);
    }
  }

  /** The next compiler's layer has parameters. */
  private void trained() {
    firstTrained = Math.min(firstTrained, compilers.size());
  }
}
