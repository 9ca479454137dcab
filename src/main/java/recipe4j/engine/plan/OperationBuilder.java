package recipe4j.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.onednn.PrimitiveOperation;

/**
 * Makes operations, of oneDNN's primitives where there is oneDNN, and places the memory that they
 * work on in one block. Memory is described first and bound to addresses at the end, when its size
 * is known, so that all plans of a thread can share a block ({@link recipe4j.engine.onednn.Arena}).
 *
 * <p>Scratchpads are ours, not oneDNN's: its own belong to the thread that built a primitive, and
 * DL4J may train from any thread. All share the block's end, as operations run one after another.
 */
public class OperationBuilder {
  private final Kernels kernels;
  private final engine cpu;
  private final stream queue;
  private final List<Data> placed = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private final List<Data> scratchpads = new ArrayList<>();
  private long size;
  private long scratchpadSize;
  private Address block;

  /**
   * Without memory yet.
   *
   * @param kernels to make operations of
   * @param cpu oneDNN's engine; null without oneDNN
   */
  public OperationBuilder(Kernels kernels, engine cpu) {
    this.kernels = kernels;
    this.cpu = cpu;
    this.queue = cpu == null ? null : new stream(cpu);
  }

  /** Which kernels the plan is made of. */
  public final Kernels kernels() {
    return kernels;
  }

  /** oneDNN's engine, for descriptions of primitives. */
  public final engine cpu() {
    return cpu;
  }

  /** Memory of its own, without an address yet. */
  public final Data memory(Layout layout) {
    Data unbound = new Data(layout);
    placed.add(unbound);
    offsets.add(size);
    size += NativeMemory.aligned(layout.bytes());
    return unbound;
  }

  /** A part of other memory, from an offset in bytes on. */
  public final Data part(Data whole, Layout layout, long offset) {
    Data view = new Data(layout);
    placed.add(view);
    offsets.add(offsets.get(placed.indexOf(whole)) + offset);
    return view;
  }

  /** What every primitive needs: a scratchpad of ours. */
  public final primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** The same, with an activation fused into the primitive's output. */
  public final primitive_attr attributes(Eltwise fused) {
    primitive_attr attributes = attributes();
    post_ops operations = new post_ops();
    operations.append_eltwise(1f, fused.forward(), fused.alpha(), 0f);
    attributes.set_post_ops(operations);
    return attributes;
  }

  /**
   * A primitive with its arguments.
   *
   * @param name for errors and profiles
   * @param code the primitive
   * @param chosen its description, made with {@link #attributes}
   * @param bindings arguments, without the scratchpad
   */
  public final Operation operation(
      String name, primitive code, primitive_desc_base chosen, Binding... bindings) {
    Data scratchpad = scratchpad(Layout.of(chosen.scratchpad_desc()));
    List<Binding> all = new ArrayList<>(List.of(bindings));
    all.removeIf(binding -> binding.data() == null);
    all.add(new Binding(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad));
    return new PrimitiveOperation(name, chosen.impl_info_str().getString(), code, cpu, queue, all);
  }

  private Data scratchpad(Layout layout) {
    Data scratchpad = new Data(layout);
    scratchpads.add(scratchpad);
    scratchpadSize = Math.max(scratchpadSize, layout.bytes());
    return scratchpad;
  }

  /** Memory of a number of bytes for one operation, that the next one may overwrite. */
  public final Data scratchpad(long bytes) {
    return scratchpad(Layouts.plain((bytes + Float.BYTES - 1) / Float.BYTES));
  }

  /** A copy from one layout to another. */
  public final Operation reorder(String name, Data from, Data to) {
    return cpu == null
        ? NativeCopy.of(kernels.lanes(), name, from, to, false)
        : reorder(name, from, to, attributes());
  }

  /** The same, but the values are added to the target's. */
  final Operation add(String name, Data from, Data to) {
    if (cpu == null) {
      return NativeCopy.of(kernels.lanes(), name, from, to, true);
    }
    primitive_attr adding = attributes();
    post_ops sum = new post_ops();
    sum.append_sum();
    adding.set_post_ops(sum);
    return reorder(name, from, to, adding);
  }

  private Operation reorder(String name, Data from, Data to, primitive_attr attributes) {
    reorder.primitive_desc desc =
        new reorder.primitive_desc(from.handle(cpu), to.handle(cpu), attributes, false);
    return operation(
        name,
        new reorder(desc),
        desc,
        new Binding(dnnl.DNNL_ARG_FROM, from),
        new Binding(dnnl.DNNL_ARG_TO, to));
  }

  /** Bytes of the block to pass to {@link #bind}. */
  public final long size() {
    return size + NativeMemory.aligned(scratchpadSize);
  }

  /** Gives all memory its address, in a block that begins at this one. */
  public final void bind(long address) {
    block = new Address(address);
    for (int i = 0; i < placed.size(); i++) {
      placed.get(i).bind(address + offsets.get(i));
    }
    for (Data scratchpad : scratchpads) {
      scratchpad.bind(address + size);
    }
  }

  /** The beginning of the block, once bound. */
  final Address block() {
    return block;
  }
}
