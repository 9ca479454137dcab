package recipe4j.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.graph.Eltwise;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Address;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Operation.Binding;
import recipe4j.engine.onednn.PrimitiveOperation;

/**
 * Collects the operations of one micro-batch plan and places its memory. Memory is described first
 * and bound to addresses at the end, so that all plans of a thread can share one block.
 *
 * <p>Scratchpads are ours, not oneDNN's: its own belong to the thread that built a primitive, and
 * DL4J may train from any thread.
 */
public final class PlanBuilder {
  private final engine cpu;
  private final stream queue;
  private final int rows;
  private final boolean training;
  private final WeightStore weights;
  private final ParameterLayout layout;
  private final long gradients;

  private final List<Operation> forward = new ArrayList<>();
  private final List<Operation> backward = new ArrayList<>();
  private final List<Operation> firstGradients = new ArrayList<>();
  private final List<Operation> moreGradients = new ArrayList<>();
  private final List<WeightStore.Copy> copies = new ArrayList<>();
  private final List<memory> placed = new ArrayList<>();
  private final List<Long> places = new ArrayList<>();
  private final List<memory> scratchpads = new ArrayList<>();
  private memory input;
  private Address place;
  private long size;
  private long scratchpad;

  public PlanBuilder(
      engine cpu,
      int rows,
      boolean training,
      WeightStore weights,
      ParameterLayout layout,
      long gradients) {
    this.cpu = cpu;
    this.queue = new stream(cpu);
    this.rows = rows;
    this.training = training;
    this.weights = weights;
    this.layout = layout;
    this.gradients = gradients;
  }

  public engine cpu() {
    return cpu;
  }

  public int rows() {
    return rows;
  }

  public boolean isTraining() {
    return training;
  }

  public int propagation() {
    return training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference;
  }

  /** A tensor of its own memory. */
  public Tensor tensor(memory.desc as, Shape shape) {
    return new Tensor(memory(as), shape);
  }

  /** Memory whose address is settled at the end. */
  public memory memory(memory.desc as) {
    memory unplaced = new memory(as, cpu, new Pointer());
    placed.add(unplaced);
    places.add(size);
    size += NativeMemory.aligned(as.get_size());
    return unplaced;
  }

  /** Another view of the same memory, for a plain layout. */
  public Tensor reshaped(Tensor tensor, Shape shape) {
    return new Tensor(part(tensor.data(), Layouts.plain(shape.batch(rows)), 0), shape);
  }

  /** A part of a tensor's memory, from so many bytes on. */
  public memory part(memory whole, memory.desc as, long offset) {
    memory view = new memory(as, cpu, new Pointer());
    placed.add(view);
    places.add(places.get(placed.indexOf(whole)) + offset);
    return view;
  }

  /** The network's input: memory of the plan, into which every micro-batch is copied. */
  public Tensor input(Shape shape) {
    input = memory(Layouts.plain(shape.batch(rows)));
    return new Tensor(input, shape);
  }

  public memory input() {
    return input;
  }

  /** The tensor itself, or a copy in the wanted layout. */
  public Tensor ensure(String name, Tensor have, memory.desc wanted, List<Operation> into) {
    if (wanted.equals(have.layout())) {
      return have;
    }
    Tensor copy = tensor(wanted, have.shape());
    into.add(reorder(name, have.data(), copy.data()));
    return copy;
  }

  /** The memory of a weight array in the wanted layout. */
  public memory weights(int layer, String parameter, memory.desc plain, memory.desc wanted) {
    return weights(layer, parameter, 0, plain, wanted);
  }

  /** The memory of a part of a weight array, from so many values on, in the wanted layout. */
  public memory weights(
      int layer, String parameter, long from, memory.desc plain, memory.desc wanted) {
    long offset = layout.offset(layer, parameter) + from;
    if (wanted.equals(plain)) {
      return weights.plain(offset, plain);
    }
    return read(weights.copy(this, offset, plain, wanted));
  }

  /** The memory of a weight array in another form than DL4J's. */
  public memory weights(
      int layer,
      String parameter,
      memory.desc plain,
      memory.desc wanted,
      WeightStore.Conversion conversion) {
    return read(weights.copy(layout.offset(layer, parameter), plain, wanted, conversion));
  }

  private memory read(WeightStore.Copy copy) {
    if (!copies.contains(copy)) {
      copies.add(copy);
    }
    return copy.data();
  }

  /**
   * Memory for a gradient; it is added up over micro-batches in DL4J's layout.
   *
   * @param layer index
   * @param parameter DL4J's name
   * @param plain DL4J's layout
   * @param computed the kernel's layout
   */
  public memory gradient(int layer, String parameter, memory.desc plain, memory.desc computed) {
    memory part = memory(computed);
    String name = layer + "_" + parameter;
    memory total = new memory(plain, cpu, gradientAddress(layer, parameter));
    firstGradients.add(reorder("set " + name, part, total));
    moreGradients.add(add(name, part, total));
    return part;
  }

  /**
   * A gradient that is computed in DL4J's layout. It is never added to while it is computed, which
   * would round in another way than to add it later, as is done for another thread's.
   *
   * @param layer index
   * @param parameter DL4J's name
   * @param plain DL4J's layout
   * @param into computes it into memory, under a title
   */
  public void gradient(
      int layer, String parameter, memory.desc plain, BiFunction<String, memory, Operation> into) {
    memory part = memory(plain);
    String name = layer + "_" + parameter;
    memory total = new memory(plain, cpu, gradientAddress(layer, parameter));
    firstGradients.add(into.apply("gradient " + name, total));
    moreGradients.add(into.apply("gradient " + name, part));
    moreGradients.add(add(name, part, total));
  }

  private Operation add(String name, memory part, memory total) {
    primitive_attr adding = attributes();
    post_ops sum = new post_ops();
    sum.append_sum();
    adding.set_post_ops(sum);
    return reorder("add " + name, part, total, adding);
  }

  /** So many ones, a column. */
  public memory ones(int count) {
    memory ones = weights.allocate(Layouts.plain(count));
    float[] values = new float[count];
    Arrays.fill(values, 1f);
    new FloatPointer(ones.get_data_handle()).put(values);
    return ones;
  }

  /** Where a parameter's gradient is added up. */
  public Address gradientAddress(int layer, String parameter) {
    return new Address(gradients + layout.offset(layer, parameter) * Float.BYTES);
  }

  public Operation reorder(String name, memory from, memory to) {
    return reorder(name, from, to, attributes());
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

  public primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** With an activation fused behind the primitive. */
  public primitive_attr attributes(Eltwise fused) {
    primitive_attr attributes = attributes();
    post_ops operations = new post_ops();
    operations.append_eltwise(1f, fused.forward(), fused.alpha(), 0f);
    attributes.set_post_ops(operations);
    return attributes;
  }

  public void forward(Operation operation) {
    forward.add(operation);
  }

  public void backward(Operation operation) {
    backward.add(operation);
  }

  public List<Operation> forward() {
    return forward;
  }

  public List<Operation> backward() {
    return backward;
  }

  public Operation operation(
      String name, primitive code, primitive_desc_base chosen, Binding... bindings) {
    memory.desc scratch = chosen.scratchpad_desc();
    Binding[] all = Arrays.copyOf(bindings, bindings.length + 1);
    memory pad = new memory(scratch, cpu, new Pointer());
    scratchpads.add(pad);
    scratchpad = Math.max(scratchpad, scratch.get_size());
    all[bindings.length] = new Binding(dnnl.DNNL_ARG_SCRATCHPAD, pad);
    return new PrimitiveOperation(name, chosen.impl_info_str().getString(), code, queue, all);
  }

  /** Bytes to pass to {@link #bind}. */
  public long size() {
    return size + NativeMemory.aligned(scratchpad);
  }

  /** Settles all addresses. */
  public void bind(long address) {
    place = new Address(address);
    for (int i = 0; i < placed.size(); i++) {
      placed.get(i).set_data_handle(new Address(address + places.get(i)));
    }
    for (memory pad : scratchpads) {
      pad.set_data_handle(new Address(address + size));
    }
  }

  /** Where all memory lies, {@link #size} bytes; settled by {@link #bind}. */
  Pointer place() {
    return place;
  }

  List<Operation> firstGradients() {
    return firstGradients;
  }

  List<Operation> moreGradients() {
    return moreGradients;
  }

  public List<WeightStore.Copy> copies() {
    return copies;
  }
}
