package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.Examples;
import recipe4j.engine.graph.BoundNetwork;
import recipe4j.engine.graph.Dl4jGraphReader;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.ParameterLayout;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.graph.UnsupportedNetworkException;
import recipe4j.engine.loss.LossTarget;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.plan.Batch;
import recipe4j.engine.plan.DropoutMasks;
import recipe4j.engine.plan.Features;
import recipe4j.engine.plan.Kernels;

class SliceQueuesTest {
  @Test
  void ownersTakeFromTheFrontAndHelpersFromTheBack() {
    SliceQueues queues = new SliceQueues(Slice.of(128, 2, 16), 2);
    assertThat(queues.next(0)).isZero();
    assertThat(queues.next(0)).isEqualTo(2);
    assertThat(queues.nextOfAnother()).isEqualTo(7);
    assertThat(queues.next(1)).isEqualTo(1);
    assertThat(queues.nextOfAnother()).isEqualTo(6);
    assertThat(queues.nextOfAnother()).isEqualTo(5);
    assertThat(queues.next(0)).isEqualTo(4);
    assertThat(queues.next(1)).isEqualTo(3);
    assertThat(queues.next(0)).isEqualTo(-1);
    assertThat(queues.next(1)).isEqualTo(-1);
    assertThat(queues.nextOfAnother()).isEqualTo(-1);
  }

  @Test
  void theFirstSliceOfAQueueIsItsOwners() {
    SliceQueues queues = new SliceQueues(Slice.of(3, 3, 16), 3);
    assertThat(queues.nextOfAnother()).isEqualTo(-1);
    assertThat(queues.next(2)).isEqualTo(2);
  }

  /** Every bit is the same, whichever thread is held up. */
  @ParameterizedTest
  @CsvSource({"2, 128", "3, 100", "4, 67", "2, 17"})
  void resultsDontDependOnWhoComputesWhat(int threads, int rows) {
    DataSet batch = Examples.batch(rows, 1);
    Result inOrder = run(batch, new OneAfterAnother(threads, 0));
    for (int first = 1; first < threads; first++) {
      Result other = run(batch, new OneAfterAnother(threads, first));
      assertThat(other.gradient).isEqualTo(inOrder.gradient);
      assertThat(other.logits).isEqualTo(inOrder.logits);
      assertThat(other.loss).isEqualTo(inOrder.loss);
    }
    Result together = run(batch, new WorkerPool(threads));
    assertThat(together.gradient).isEqualTo(inOrder.gradient);
    assertThat(together.loss).isEqualTo(inOrder.loss);
  }

  private record Result(double loss, List<Float> logits, List<Float> gradient) {}

  private static Result run(DataSet batch, WorkerPool threads) {
    MultiLayerConfiguration configuration = Examples.smallCnn(DataType.FLOAT);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Features features = Features.of(batch.getFeatures());
    INDArray gradient = Nd4j.create(DataType.FLOAT, network.numParams());
    float[] logits = new float[features.rows() * Examples.CLASSES];
    try (WorkerPool pool = threads) {
      NetworkGraph graph = Dl4jGraphReader.read(configuration);
      Shape input = graph.canonical(features.shape());
      ParameterLayout layout = ParameterLayout.of(network.params(), network.getLayers());
      LossTarget target =
          new LossTarget(
              graph.loss(),
              FloatArrays.copy(batch.getLabels()),
              null,
              new float[logits.length],
              new float[logits.length]);
      try (ExecutionPlan plan =
          new ExecutionPlan(
              new BoundNetwork(graph, layout, network.params(), gradient),
              input,
              pool,
              new Kernels(0, true),
              false)) {
        double loss =
            plan.run(
                new Batch(
                    features,
                    logits,
                    target,
                    null,
                    true,
                    true,
                    new Batch.StepClock(0, 0),
                    DropoutMasks.seeded(1)));
        return new Result(loss, boxed(logits), boxed(FloatArrays.copy(gradient)));
      }
    } catch (UnsupportedNetworkException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Float> boxed(float[] values) {
    List<Float> all = new ArrayList<>();
    for (float value : values) {
      all.add(value);
    }
    return all;
  }

  /** Each thread's work is done by the caller, one after another: the first helps most. */
  private static final class OneAfterAnother extends WorkerPool {
    private final int first;

    OneAfterAnother(int size, int first) {
      super(size);
      this.first = first;
    }

    @Override
    void run(int width, IntConsumer task) {
      for (int i = 0; i < width; i++) {
        task.accept((first + i) % width);
      }
    }
  }
}
