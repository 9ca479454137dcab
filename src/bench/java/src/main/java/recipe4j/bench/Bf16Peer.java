package recipe4j.bench;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;

/**
 * oneDNN's bf16 kernels of the recipe's convolutions, alone: what a training in bf16 could gain at
 * most. Activations and weights are bf16, gradients of weights float, as a training with master
 * weights in float would have them. One thread; start it with OMP_NUM_THREADS=1.
 */
final class Bf16Peer implements Peer {
  private static final int ROWS = 32;
  private static final int WARM_UP = 20;
  private static final int BLOCKS = 25;
  private static final int REPETITIONS = 4;
  private static final memory.data_type BF16 = memory.data_type.bf16;
  private static final memory.data_type FLOAT = memory.data_type.f32;
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);
  private final List<Object> kept = new ArrayList<>();

  @Override
  public Figures answer(Work work) {
    if (!work.command().equals("kernels")) {
      throw Peer.unknown(work);
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    long start = System.nanoTime();
    double slices = (double) work.batch() / ROWS;
    int side = work.size();
    int filters = 32 * work.filters();
    time(seconds, slices, "convolution0", 1, filters, side);
    side = (side - 2) / 2;
    time(seconds, slices, "convolution2", filters, 2 * filters, side);
    side = (side - 2) / 2;
    time(seconds, slices, "convolution4", 2 * filters, 2 * filters, side);
    return new Figures(Figures.seconds(start, System.nanoTime()), 0, null, seconds);
  }

  private void time(
      Map<String, Double> seconds, double slices, String name, int inputs, int outputs, int side) {
    memory.desc from = any(BF16, ROWS, inputs, side, side);
    memory.desc by = any(BF16, outputs, inputs, 3, 3);
    memory.desc to = any(BF16, ROWS, outputs, side - 2, side - 2);
    convolution_forward.primitive_desc forward =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                dnnl_forward_training,
                dnnl_convolution_direct,
                from,
                by,
                any(BF16, outputs),
                to,
                ONE,
                NONE,
                NONE,
                NONE),
            cpu);
    Runnable run =
        execution(
            new convolution_forward(forward),
            Map.of(
                dnnl.DNNL_ARG_SRC, forward.src_desc(),
                dnnl.DNNL_ARG_WEIGHTS, forward.weights_desc(),
                dnnl.DNNL_ARG_BIAS, forward.bias_desc(),
                dnnl.DNNL_ARG_DST, forward.dst_desc()));
    seconds.put(name, slices * median(run));

    convolution_backward_weights.primitive_desc weights =
        new convolution_backward_weights.primitive_desc(
            new convolution_backward_weights.desc(
                dnnl_convolution_direct,
                from,
                any(FLOAT, outputs, inputs, 3, 3),
                any(FLOAT, outputs),
                to,
                ONE,
                NONE,
                NONE,
                NONE),
            cpu,
            forward);
    run =
        execution(
            new convolution_backward_weights(weights),
            Map.of(
                dnnl.DNNL_ARG_SRC, weights.src_desc(),
                dnnl.DNNL_ARG_DIFF_WEIGHTS, weights.diff_weights_desc(),
                dnnl.DNNL_ARG_DIFF_BIAS, weights.diff_bias_desc(),
                dnnl.DNNL_ARG_DIFF_DST, weights.diff_dst_desc()));
    seconds.put(name + " weights", slices * median(run));

    if (inputs > 1) { // nothing needs the gradient of the images
      convolution_backward_data.primitive_desc data =
          new convolution_backward_data.primitive_desc(
              new convolution_backward_data.desc(
                  dnnl_convolution_direct, from, by, to, ONE, NONE, NONE, NONE),
              cpu,
              forward);
      run =
          execution(
              new convolution_backward_data(data),
              Map.of(
                  dnnl.DNNL_ARG_DIFF_SRC, data.diff_src_desc(),
                  dnnl.DNNL_ARG_WEIGHTS, data.weights_desc(),
                  dnnl.DNNL_ARG_DIFF_DST, data.diff_dst_desc()));
      seconds.put(name + " data", slices * median(run));
    }
  }

  private static memory.desc any(memory.data_type type, long... dims) {
    return new memory.desc(dims, type, memory.format_tag.any);
  }

  /** On memory filled with zeros: the kernels take the same time on any finite values. */
  private Runnable execution(primitive code, Map<Integer, memory.desc> layouts) {
    dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(layouts.size());
    int count = 0;
    for (Map.Entry<Integer, memory.desc> layout : layouts.entrySet()) {
      BytePointer bytes = new BytePointer(layout.getValue().get_size()).fill(0);
      memory data = new memory(layout.getValue(), cpu, bytes);
      kept.add(List.of(bytes, data));
      arguments.position(count++).arg(layout.getKey()).memory(data.get());
    }
    arguments.position(0);
    kept.add(List.of(code, arguments));
    return () -> {
      int status = dnnl.dnnl_primitive_execute(code.get(), queue.get(), layouts.size(), arguments);
      if (status != dnnl.dnnl_success) {
        throw new IllegalStateException("oneDNN failed with status " + status);
      }
    };
  }

  /** Seconds of one run. */
  private static double median(Runnable run) {
    for (int i = 0; i < WARM_UP; i++) {
      run.run();
    }
    double[] seconds = new double[BLOCKS];
    for (int block = 0; block < BLOCKS; block++) {
      long start = System.nanoTime();
      for (int i = 0; i < REPETITIONS; i++) {
        run.run();
      }
      seconds[block] = Figures.seconds(start, System.nanoTime()) / REPETITIONS;
    }
    Arrays.sort(seconds);
    return seconds[BLOCKS / 2];
  }
}
