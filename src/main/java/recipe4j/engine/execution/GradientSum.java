package recipe4j.engine.execution;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.Kernels;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.OperationBuilder;

/** Adds one flat gradient to another, on one thread at a time. */
final class GradientSum {
  private final int lanes;
  private final Data total;
  private final Data summand;
  private final Operation addition;

  /**
   * For gradients of one length.
   *
   * @param kernels to add with
   * @param cpu oneDNN's engine; null without oneDNN
   * @param layout of the gradients
   * @param nativeMemory holds the kernel's scratch memory
   */
  GradientSum(Kernels kernels, engine cpu, ParameterLayout layout, NativeMemory nativeMemory) {
    Layout vector = Layouts.plain(layout.length());
    lanes = kernels.lanes();
    total = new Data(vector);
    summand = new Data(vector);
    addition = cpu == null ? null : addition(kernels, cpu, nativeMemory);
  }

  private Operation addition(Kernels kernels, engine cpu, NativeMemory nativeMemory) {
    OperationBuilder builder = new OperationBuilder(kernels, cpu);
    memory.desc vector = total.layout().description();
    binary.desc descriptor = new binary.desc(dnnl.dnnl_binary_add, vector, vector, vector);
    binary.primitive_desc chosen = new binary.primitive_desc(descriptor, builder.attributes(), cpu);
    Operation operation =
        builder.operation(
            "add gradients",
            new binary(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_SRC_0, total),
            new Binding(dnnl.DNNL_ARG_SRC_1, summand),
            new Binding(dnnl.DNNL_ARG_DST, total));
    builder.bind(nativeMemory.allocate(builder.size()).address());
    return operation;
  }

  /** Adds the gradient at the second address to the one at the first. */
  void add(long target, long part) {
    if (addition == null) {
      long length = total.layout().length();
      NativeKernels.combine(lanes, NativeKernels.SUM, length, target, part, target);
      return;
    }
    total.bind(target);
    summand.bind(part);
    addition.run();
  }
}
