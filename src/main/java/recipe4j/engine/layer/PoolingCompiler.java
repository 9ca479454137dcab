package recipe4j.engine.layer;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Max or average pooling by oneDNN's kernels. */
public final class PoolingCompiler implements LayerCompiler {
  private final LayerSpec.Pooling spec;
  private final String name;
  private final int algorithm;
  private pooling_forward.primitive_desc forward;
  private Tensor source;
  private Data workspace;
  private long[] strides;
  private long[] kernels;
  private long[] before;
  private long[] after;

  /** For one layer. */
  public PoolingCompiler(LayerSpec.Pooling spec) {
    this.spec = spec;
    this.name = "pooling" + spec.layer();
    this.algorithm =
        switch (spec.kind()) {
          case MAX -> dnnl.dnnl_pooling_max;
          case AVERAGE -> dnnl.dnnl_pooling_avg_exclude_padding;
          case AVERAGE_WITH_PADDING -> dnnl.dnnl_pooling_avg_include_padding;
        };
  }

  /** Whether the forward kernel writes where each maximum was, for the backward pass. */
  private boolean storesMaxima(PlanBuilder builder) {
    return builder.isTraining() && spec.kind() == LayerSpec.Pooling.Kind.MAX;
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    source = input;
    Shape output = spec.output(input.shape());
    long[] extent = {input.shape().dims()[1], input.shape().dims()[2]};
    strides = spec.window().strides();
    kernels = spec.window().kernels();
    before = spec.window().before(extent);
    after = spec.window().after(extent);
    pooling_forward.desc descriptor =
        new pooling_forward.desc(
            builder.propagation(),
            algorithm,
            input.description(),
            Layouts.any(output.batch(builder.rows())),
            strides,
            kernels,
            before,
            after);
    forward = new pooling_forward.primitive_desc(descriptor, builder.attributes(), builder.cpu());
    Tensor result = builder.tensor(Layout.of(forward.dst_desc()), output);
    workspace = storesMaxima(builder) ? builder.memory(Layout.of(forward.workspace_desc())) : null;
    builder.addForward(
        builder.operation(
            name,
            new pooling_forward(forward),
            forward,
            new Binding(dnnl.DNNL_ARG_SRC, input.data()),
            new Binding(dnnl.DNNL_ARG_DST, result.data()),
            new Binding(dnnl.DNNL_ARG_WORKSPACE, workspace)));
    return result;
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor above =
        builder.ensureLayout(
            name + " output",
            gradient,
            Layout.of(forward.dst_desc()),
            builder.backwardOperations());
    pooling_backward.desc descriptor =
        new pooling_backward.desc(
            algorithm, source.description(), above.description(), strides, kernels, before, after);
    pooling_backward.primitive_desc chosen =
        new pooling_backward.primitive_desc(
            descriptor, builder.attributes(), builder.cpu(), forward);
    Tensor result = builder.tensor(source.layout(), source.shape());
    builder.addBackward(
        builder.operation(
            name + " data",
            new pooling_backward(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_DIFF_DST, above.data()),
            new Binding(dnnl.DNNL_ARG_DIFF_SRC, result.data()),
            new Binding(dnnl.DNNL_ARG_WORKSPACE, workspace)));
    return result;
  }
}
