package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.plan.Features;
import recipe4j.engine.plan.Kernels;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;
import recipe4j.engine.plan.WeightStore;

/**
 * The forward pass of a single example on several threads, for latency: each convolution's output
 * channels are divided among them. Every value is computed as on one thread, so the bits are the
 * same.
 */
final class SingleExampleForward {
  private final Kernels kernels;
  private final engine cpu;
  private final NativeMemory nativeMemory;
  private final BoundNetwork network;
  private final List<WeightStore> weights = new ArrayList<>();
  private final Data input;
  private final Runnable[][] stages;
  private final HelperThreads helpers;
  private FloatPointer logits;
  private int classes;

  private SingleExampleForward(
      NativeMemory nativeMemory,
      BoundNetwork network,
      Shape input,
      List<ChannelSplit.Stage> stages,
      HelperThreads helpers,
      Kernels kernels,
      Runnable... others) {
    this.helpers = helpers;
    this.kernels = kernels;
    this.cpu = kernels.cpu();
    this.nativeMemory = nativeMemory;
    this.network = network;
    for (int i = 0; i <= helpers.size(); i++) {
      weights.add(new WeightStore(nativeMemory, network.parameterAddress()));
    }
    this.stages = new Runnable[stages.size()][];
    this.input = allocate(Layouts.plain(input.batch(1)));
    Tensor tensor = new Tensor(this.input, input);
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      tensor = compile(stages.get(i), i, tensor, last);
    }
    this.stages[0] =
        Stream.of(this.stages[0], others).flatMap(Arrays::stream).toArray(Runnable[]::new);
  }

  /**
   * Compiles a network. To be called on the thread and under the OpenMP setting that it will run
   * with.
   *
   * @param nativeMemory owns everything native
   * @param network which the caller keeps
   * @param input shape of one example, after leading reshapes
   * @param helpers the threads, without the calling one
   * @param kernels to compile to
   * @param others further tasks of the first stage, in any order
   * @return empty where no layer can be divided
   */
  static Optional<SingleExampleForward> of(
      NativeMemory nativeMemory,
      BoundNetwork network,
      Shape input,
      HelperThreads helpers,
      Kernels kernels,
      Runnable... others) {
    List<ChannelSplit.Stage> stages =
        ChannelSplit.of(network.graph().layers(), input, helpers.size() + 1);
    if (stages.stream().allMatch(stage -> stage.parts() == 1)) {
      return Optional.empty();
    }
    return Optional.of(
        nativeMemory.capture(
            () ->
                new SingleExampleForward(
                    nativeMemory, network, input, stages, helpers, kernels, others)));
  }

  /** Compiles all parts of a stage; returns its output, of all parts. */
  private Tensor compile(ChannelSplit.Stage stage, int number, Tensor source, boolean last) {
    stages[number] = new Runnable[stage.parts()];
    Tensor whole = null;
    for (int part = 0; part < stage.parts(); part++) {
      ParameterLayout layout =
          stage.parts() == 1
              ? network.layout()
              : network.layout().shareOf(stage.convolution().share(stage.parts()), part);
      PlanBuilder builder = new PlanBuilder(kernels, cpu, 1, false, weights.get(part), layout, 0);
      Tensor result = PlanCompiler.forward(stage.share(), builder, source);
      if (last) {
        Layout plain = Layouts.plain(result.shape().batch(1));
        whole = builder.ensureLayout("logits", result, plain, builder.forwardOperations());
      } else if (stage.parts() == 1) {
        whole = result;
      } else {
        whole = whole == null ? allocateWhole(result, stage.parts()) : whole;
        copyPart(builder, result, whole, part);
      }
      builder.bind(nativeMemory.allocate(builder.size()).address());
      stages[number][part] = runnable(builder);
    }
    if (last) {
      classes = (int) whole.shape().size();
      logits = whole.data().values();
    }
    return whole;
  }

  /** Memory for all channels, in a layout in which those of each part are contiguous. */
  private Tensor allocateWhole(Tensor part, int parts) {
    long[] dims = part.shape().dims();
    Shape shape = new Shape(dims[0] * parts, dims[1], dims[2]);
    return new Tensor(allocate(Layouts.alike(part, shape, 1)), shape);
  }

  private Data allocate(Layout layout) {
    return new Data(layout, nativeMemory.allocate(layout.bytes()).address());
  }

  private void copyPart(PlanBuilder builder, Tensor part, Tensor whole, int index) {
    Layout layout = Layouts.alike(whole, part.shape(), 1);
    long address = whole.data().address() + index * layout.bytes();
    Data target = new Data(layout, address);
    builder.addForward(builder.reorder("part", part.data(), target));
  }

  private static Runnable runnable(PlanBuilder builder) {
    List<WeightStore.Copy> copies = List.copyOf(builder.copies());
    List<Operation> operations = List.copyOf(builder.forwardOperations());
    Profile profile = new Profile(false);
    return () -> {
      copies.forEach(copy -> copy.refresh(profile));
      profile.run(operations);
    };
  }

  /**
   * Computes an example's logits.
   *
   * @param features one example
   * @param version of the parameters
   * @param values receives the logits
   */
  void run(Features features, long version, float[] values) {
    weights.forEach(store -> store.useVersion(version));
    features.copy(0, 1, new Address(input.address()));
    StagedTask task = new StagedTask(stages);
    helpers.offer(id -> task.help());
    task.runAll();
    logits.get(values, 0, classes);
  }
}
