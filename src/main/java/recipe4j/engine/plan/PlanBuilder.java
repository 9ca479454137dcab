package recipe4j.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.IntPointer;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;

/**
 * Collects the operations of one micro-batch plan: forward, backward, and those that add its
 * gradients to DL4J's vector; and the copies of weights that they read.
 */
public final class PlanBuilder extends OperationBuilder {
  private final int rows;
  private final boolean training;
  private final WeightStore weights;
  private final ParameterLayout parameterLayout;
  private final long gradients;

  private final List<Operation> forward = new ArrayList<>();
  private final List<Operation> backward = new ArrayList<>();
  private final List<Operation> firstGradients = new ArrayList<>();
  private final List<Operation> moreGradients = new ArrayList<>();
  private final List<WeightStore.Copy> copies = new ArrayList<>();
  private Data input;

  /**
   * An empty plan.
   *
   * @param kernels to make it of
   * @param cpu oneDNN's engine; null without oneDNN
   * @param rows examples in the micro-batch
   * @param training whether it computes gradients, and dropout and batch normalisation as in
   *     training
   * @param weights of the thread that the plan belongs to
   * @param parameterLayout where each parameter lies in DL4J's vectors
   * @param gradients address of the vector that gradients are added to; 0 in inference
   */
  public PlanBuilder(
      Kernels kernels,
      engine cpu,
      int rows,
      boolean training,
      WeightStore weights,
      ParameterLayout parameterLayout,
      long gradients) {
    super(kernels, cpu);
    this.rows = rows;
    this.training = training;
    this.weights = weights;
    this.parameterLayout = parameterLayout;
    this.gradients = gradients;
  }

  /** Floats of the C kernels' vectors; 0 where they are not used. */
  public int lanes() {
    return kernels().lanes();
  }

  /** Examples in the micro-batch. */
  public int rows() {
    return rows;
  }

  /** Whether there is a backward pass. */
  public boolean isTraining() {
    return training;
  }

  /** oneDNN's number for the kind of forward pass. */
  public int propagation() {
    return training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference;
  }

  /** A tensor with memory of its own. */
  public Tensor tensor(Layout layout, Shape shape) {
    return new Tensor(memory(layout), shape);
  }

  /** The same values under another shape; the tensor's layout must be plain. */
  public Tensor reshaped(Tensor tensor, Shape shape) {
    return new Tensor(part(tensor.data(), Layouts.plain(shape.batch(rows)), 0), shape);
  }

  /** Makes the network's input: memory of the plan, into which every micro-batch is copied. */
  public Tensor input(Shape shape) {
    input = memory(Layouts.plain(shape.batch(rows)));
    return new Tensor(input, shape);
  }

  /** The network's input, [rows, ...], plain. */
  public Data input() {
    return input;
  }

  /** The tensor itself, or, by an operation added to a list, a copy in the wanted layout. */
  public Tensor ensureLayout(String name, Tensor have, Layout wanted, List<Operation> into) {
    if (wanted.equals(have.layout())) {
      return have;
    }
    Tensor copy = tensor(wanted, have.shape());
    into.add(reorder(name, have.data(), copy.data()));
    return copy;
  }

  /** The memory of a weight array in the wanted layout. */
  public Data weights(int layer, String parameter, Layout plain, Layout wanted) {
    return weights(layer, parameter, 0, plain, wanted);
  }

  /** The memory of a part of a weight array, from an offset in values on, in the wanted layout. */
  public Data weights(int layer, String parameter, long from, Layout plain, Layout wanted) {
    long offset = parameterLayout.offset(layer, parameter) + from;
    if (wanted.equals(plain)) {
      return weights.plain(offset, plain);
    }
    return use(weights.copy(this, offset, plain, wanted));
  }

  /** The memory of a weight array that is converted by more than a change of its layout. */
  public Data weights(
      int layer, String parameter, Layout plain, Layout wanted, WeightStore.Conversion conversion) {
    return use(weights.copy(parameterLayout.offset(layer, parameter), plain, wanted, conversion));
  }

  private Data use(WeightStore.Copy copy) {
    if (!copies.contains(copy)) {
      copies.add(copy);
    }
    return copy.data();
  }

  /**
   * Memory for a parameter's gradient. After the backward pass it is added to DL4J's vector, which
   * sums it over the micro-batches.
   *
   * @param layer index
   * @param parameter DL4J's name
   * @param plain DL4J's layout
   * @param computed the kernel's layout
   * @return receives the micro-batch's gradient
   */
  public Data gradient(int layer, String parameter, Layout plain, Layout computed) {
    Data part = memory(computed);
    String name = layer + "_" + parameter;
    Data total = new Data(plain, gradientAddress(layer, parameter).address());
    firstGradients.add(reorder("set " + name, part, total));
    moreGradients.add(add("add " + name, part, total));
    return part;
  }

  /**
   * Adds a parameter's gradient that is computed in DL4J's layout. A kernel could add it to the sum
   * as it computes it, but that would round differently from adding it afterwards, as is done with
   * another thread's.
   *
   * @param layer index
   * @param parameter DL4J's name
   * @param plain DL4J's layout
   * @param into given a name and memory, makes the operation that computes the gradient there
   */
  public void gradient(
      int layer, String parameter, Layout plain, BiFunction<String, Data, Operation> into) {
    Data part = memory(plain);
    String name = layer + "_" + parameter;
    Data total = new Data(plain, gradientAddress(layer, parameter).address());
    firstGradients.add(into.apply("gradient " + name, total));
    moreGradients.add(into.apply("gradient " + name, part));
    moreGradients.add(add("add " + name, part, total));
  }

  /** Numbers that C kernels read, with an address that stays. */
  public Address constants(int... values) {
    Address address = new Address(weights.allocate(Layouts.plain(values.length)).address());
    new IntPointer(address).put(values);
    return address;
  }

  /** A vector of ones. */
  public Data ones(int count) {
    Data ones = weights.allocate(Layouts.plain(count));
    float[] values = new float[count];
    Arrays.fill(values, 1f);
    ones.values().put(values);
    return ones;
  }

  /** Where a parameter's gradient is summed. */
  public Address gradientAddress(int layer, String parameter) {
    return new Address(gradients + parameterLayout.offset(layer, parameter) * Float.BYTES);
  }

  /** Adds an operation of the forward pass, after the others. */
  public void addForward(Operation operation) {
    forward.add(operation);
  }

  /** Adds an operation of the backward pass, after the others. */
  public void addBackward(Operation operation) {
    backward.add(operation);
  }

  /** The forward pass, in order. */
  public List<Operation> forwardOperations() {
    return forward;
  }

  /** The backward pass, in order. */
  public List<Operation> backwardOperations() {
    return backward;
  }

  /** What sets DL4J's gradients to those of a first micro-batch. */
  List<Operation> firstGradients() {
    return firstGradients;
  }

  /** What adds those of a further micro-batch. */
  List<Operation> moreGradients() {
    return moreGradients;
  }

  /** The copies of weights that the operations read. */
  public List<WeightStore.Copy> copies() {
    return copies;
  }
}
