package recipe4j.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.onednn.PrimitiveOperation;

/**
 * Makes operations of oneDNN's primitives, and places the memory that they work on in one block.
 * Memory is described first and bound to addresses at the end, when its size is known, so that all
 * plans of a thread can share a block ({@link recipe4j.engine.onednn.Arena}).
 *
 * <p>Scratchpads are ours, not oneDNN's: its own belong to the thread that built a primitive, and
 * DL4J may train from any thread. All share the block's end, as operations run one after another.
 */
public class OperationBuilder {
  private final engine cpu;
  private final stream queue;
  private final List<memory> placed = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private final List<memory> scratchpads = new ArrayList<>();
  private long size;
  private long scratchpadSize;
  private Address block;

  /** Without memory yet. */
  public OperationBuilder(engine cpu) {
    this.cpu = cpu;
    this.queue = new stream(cpu);
  }

  /** oneDNN's engine, for descriptions of primitives. */
  public final engine cpu() {
    return cpu;
  }

  /** Memory of its own, without an address yet. */
  public final memory memory(memory.desc layout) {
    memory unbound = new memory(layout, cpu, new Pointer());
    placed.add(unbound);
    offsets.add(size);
    size += NativeMemory.aligned(layout.get_size());
    return unbound;
  }

  /** A part of other memory, from an offset in bytes on. */
  public final memory part(memory whole, memory.desc layout, long offset) {
    memory view = new memory(layout, cpu, new Pointer());
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
    memory scratchpad = scratchpad(chosen.scratchpad_desc());
    List<Binding> all = new ArrayList<>(List.of(bindings));
    all.removeIf(binding -> binding.data() == null);
    all.add(new Binding(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad));
    return new PrimitiveOperation(name, chosen.impl_info_str().getString(), code, queue, all);
  }

  private memory scratchpad(memory.desc layout) {
    memory scratchpad = new memory(layout, cpu, new Pointer());
    scratchpads.add(scratchpad);
    scratchpadSize = Math.max(scratchpadSize, layout.get_size());
    return scratchpad;
  }

  /** Memory of a number of bytes for one operation, that the next one may overwrite. */
  public final memory scratchpad(long bytes) {
    return scratchpad(Layouts.plain((bytes + Float.BYTES - 1) / Float.BYTES));
  }

  /** A copy from one layout to another. */
  public final Operation reorder(String name, memory from, memory to) {
    return reorder(name, from, to, attributes());
  }

  /** The same, but the values are added to the target's. */
  final Operation add(String name, memory from, memory to) {
    primitive_attr adding = attributes();
    post_ops sum = new post_ops();
    sum.append_sum();
    adding.set_post_ops(sum);
    return reorder(name, from, to, adding);
  }

  private Operation reorder(String name, memory from, memory to, primitive_attr attributes) {
    reorder.primitive_desc desc = new reorder.primitive_desc(from, to, attributes, false);
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
      placed.get(i).set_data_handle(new Address(address + offsets.get(i)));
    }
    for (memory scratchpad : scratchpads) {
      scratchpad.set_data_handle(new Address(address + size));
    }
  }

  /** The beginning of the block, once bound. */
  final Pointer block() {
    return block;
  }
}
