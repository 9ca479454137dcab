package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Address;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Profile;
import recipe4j.engine.plan.Features;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;
import recipe4j.engine.plan.WeightStore;

/**
 * One example's way through a network on several threads, for latency: convolutions are shared out
 * by output channels. Every value is computed as on one thread, so the bits are the same.
 */
final class SingleExampleForward {
  private final engine cpu = new engine(dnnl.dnnl_cpu, 0);
  private final NativeMemory nativeMemory;
  private final ParameterLayout layout;
  private final List<WeightStore> weights = new ArrayList<>();
  private final memory input;
  private final Runnable[][] stages;
  private final HelperThreads crew;
  private FloatPointer logits;
  private int classes;

  private SingleExampleForward(
      NativeMemory nativeMemory,
      ParameterLayout layout,
      long parameters,
      Shape input,
      List<ChannelSplit.Stage> stages,
      HelperThreads crew,
      Runnable... beside) {
    this.crew = crew;
    this.nativeMemory = nativeMemory;
    this.layout = layout;
    for (int i = 0; i <= crew.size(); i++) {
      weights.add(new WeightStore(cpu, nativeMemory, parameters));
    }
    this.stages = new Runnable[stages.size()][];
    this.input = allocate(Layouts.plain(input.batch(1)));
    Tensor tensor = new Tensor(this.input, input);
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      tensor = compile(stages.get(i), i, tensor, last);
    }
    this.stages[0] =
        Stream.of(this.stages[0], beside).flatMap(Arrays::stream).toArray(Runnable[]::new);
  }

  /**
   * Compiles a network, on the thread and under the OpenMP setting that it will run with.
   *
   * @param nativeMemory owns everything native
   * @param blueprint the network
   * @param input shape of one example, behind leading reshapes
   * @param layout of the parameters
   * @param parameters address
   * @param crew the threads beside the calling one
   * @param beside what else the threads do meanwhile, in any order
   * @return empty where a second thread has nothing to do
   */
  static Optional<SingleExampleForward> of(
      NativeMemory nativeMemory,
      NetworkGraph blueprint,
      Shape input,
      ParameterLayout layout,
      long parameters,
      HelperThreads crew,
      Runnable... beside) {
    List<ChannelSplit.Stage> stages = ChannelSplit.of(blueprint.layers(), input, crew.size() + 1);
    if (stages.stream().allMatch(stage -> stage.parts() == 1)) {
      return Optional.empty();
    }
    return Optional.of(
        nativeMemory.capture(
            () ->
                new SingleExampleForward(
                    nativeMemory, layout, parameters, input, stages, crew, beside)));
  }

  /** Compiles all parts of a stage; returns what they compute together. */
  private Tensor compile(ChannelSplit.Stage stage, int number, Tensor source, boolean last) {
    stages[number] = new Runnable[stage.parts()];
    Tensor whole = null;
    for (int part = 0; part < stage.parts(); part++) {
      ParameterLayout seen =
          stage.parts() == 1
              ? layout
              : layout.shareOf(stage.convolution().share(stage.parts()), part);
      PlanBuilder builder = new PlanBuilder(cpu, 1, false, weights.get(part), seen, 0);
      Tensor result = PlanCompiler.forward(stage.share(), builder, source);
      if (last) {
        memory.desc plain = Layouts.plain(result.shape().batch(1));
        whole = builder.ensure("logits", result, plain, builder.forward());
      } else if (stage.parts() == 1) {
        whole = result;
      } else {
        whole = whole == null ? together(result, stage.parts()) : whole;
        put(builder, result, whole, part);
      }
      builder.bind(nativeMemory.allocate(builder.size()).address());
      stages[number][part] = runnable(builder);
    }
    if (last) {
      classes = (int) whole.shape().size();
      logits = new FloatPointer(whole.data().get_data_handle());
    }
    return whole;
  }

  /** Memory for all channels, in a layout in which each part's lie together. */
  private Tensor together(Tensor part, int parts) {
    long[] dims = part.shape().dims();
    Shape shape = new Shape(dims[0] * parts, dims[1], dims[2]);
    memory.desc as = Layouts.alike(part, shape, 1);
    return new Tensor(allocate(as), shape);
  }

  private memory allocate(memory.desc as) {
    return new memory(as, cpu, nativeMemory.allocate(as.get_size()));
  }

  private void put(PlanBuilder builder, Tensor part, Tensor whole, int index) {
    memory.desc as = Layouts.alike(whole, part.shape(), 1);
    long address = whole.data().get_data_handle().address() + index * as.get_size();
    memory place = new memory(as, cpu, new Address(address));
    builder.forward(builder.reorder("part", part.data(), place));
  }

  private static Runnable runnable(PlanBuilder builder) {
    List<WeightStore.Copy> copies = List.copyOf(builder.copies());
    List<Operation> operations = List.copyOf(builder.forward());
    Profile profile = new Profile(false);
    return () -> {
      copies.forEach(copy -> copy.renew(profile));
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
    weights.forEach(store -> store.at(version));
    features.copy(0, 1, input.get_data_handle());
    StagedTask job = new StagedTask(stages);
    crew.offer(id -> job.run());
    job.lead();
    logits.get(values, 0, classes);
  }
}
