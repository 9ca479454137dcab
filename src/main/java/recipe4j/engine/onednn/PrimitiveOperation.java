package recipe4j.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A oneDNN primitive with its arguments bound. */
public final class PrimitiveOperation extends Operation {
  private final String kernel;
  private final dnnl_primitive primitive;
  private final dnnl_stream stream;
  private final dnnl_exec_arg_t arguments;
  private final int count;

  /** Keeps from garbage collection what the native handles refer to. */
  @SuppressWarnings("unused")
  private final Object[] kept;

  /**
   * Binds a primitive.
   *
   * @param name for errors and profiles
   * @param kernel the implementation that oneDNN chose
   * @param code the primitive
   * @param cpu oneDNN's engine
   * @param queue oneDNN's stream that runs it
   * @param bindings which memory is which argument
   */
  public PrimitiveOperation(
      String name,
      String kernel,
      primitive code,
      engine cpu,
      stream queue,
      List<Binding> bindings) {
    super(name);
    this.kernel = kernel;
    this.primitive = code.get();
    this.stream = queue.get();
    this.count = bindings.size();
    this.arguments = new dnnl_exec_arg_t(count);
    this.kept = new Object[] {code, queue, List.copyOf(bindings)};
    for (int i = 0; i < count; i++) {
      Binding binding = bindings.get(i);
      arguments.position(i).arg(binding.argument()).memory(binding.data().handle(cpu).get());
    }
    arguments.position(0);
  }

  @Override
  public void run() {
    int status = dnnl.dnnl_primitive_execute(primitive, stream, count, arguments);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN could not run %s (%s): %s".formatted(name(), kernel, OneDnn.status(status)));
    }
  }
}
