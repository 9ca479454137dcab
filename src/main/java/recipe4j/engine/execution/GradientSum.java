package recipe4j.engine.execution;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.OperationBuilder;

/** Adds one flat gradient to another, on one thread at a time. */
final class GradientSum {
  private final memory total;
  private final memory summand;
  private final Operation addition;

  /**
   * For gradients of one length.
   *
   * @param cpu oneDNN's
   * @param layout of the gradients
   * @param nativeMemory holds the kernel's scratch memory
   */
  GradientSum(engine cpu, ParameterLayout layout, NativeMemory nativeMemory) {
    memory.desc vector = Layouts.plain(layout.length());
    OperationBuilder builder = new OperationBuilder(cpu);
    total = new memory(vector, cpu, new Address(0));
    summand = new memory(vector, cpu, new Address(0));
    binary.desc descriptor = new binary.desc(dnnl.dnnl_binary_add, vector, vector, vector);
    binary.primitive_desc chosen = new binary.primitive_desc(descriptor, builder.attributes(), cpu);
    addition =
        builder.operation(
            "add gradients",
            new binary(chosen),
            chosen,
            new Binding(dnnl.DNNL_ARG_SRC_0, total),
            new Binding(dnnl.DNNL_ARG_SRC_1, summand),
            new Binding(dnnl.DNNL_ARG_DST, total));
    builder.bind(nativeMemory.allocate(builder.size()).address());
  }

  /** Adds the gradient at the second address to the one at the first. */
  void add(long target, long part) {
    total.set_data_handle(new Address(target));
    summand.set_data_handle(new Address(part));
    addition.run();
  }
}
