package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.SmallData;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.model.KerasCnn;

/** A mask holds for the call that it was given to: no later batch is trained with it. */
class MasksTest {
  private static final int EXAMPLES = 6;
  private static final LabelledImages IMAGES = SmallData.bars(EXAMPLES, 1);
  private static final DataSet BATCH = ImageBatches.inOrder(IMAGES, EXAMPLES).next();

  /** Takes features, labels and a mask. */
  private interface Call {
    void on(MultiLayerNetwork net, INDArray features, INDArray labels, INDArray mask);
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "output", (net, features, labels, mask) -> net.output(features, false, null, mask),
          "output both", (net, features, labels, mask) -> net.output(features, true, mask, mask),
          "activations", (net, features, labels, mask) -> net.feedForward(features, mask, mask),
          "gradients",
              (net, features, labels, mask) -> net.calculateGradients(features, labels, null, mask),
          "score",
              (net, features, labels, mask) ->
                  net.score(new DataSet(features, labels, null, mask), false));

  private static final List<INDArray> MASKS =
      List.of(
          Nd4j.zeros(EXAMPLES, 1), // right, for the labels
          Nd4j.zeros(EXAMPLES - 1, 1),
          Nd4j.zeros(EXAMPLES, IMAGES.shape().classes()),
          Nd4j.zeros(3, 5, 2));

  @Test
  void noLaterBatchIsTrainedWithThem() {
    INDArray expected = trained((net, features, labels, mask) -> {}, null);
    CALLS.forEach(
        (name, call) -> {
          for (INDArray mask : MASKS) {
            assertThat(trained(call, mask)).as(name + mask.shapeInfoToString()).isEqualTo(expected);
          }
        });
  }

  private static INDArray trained(Call call, INDArray mask) {
    try (AcceleratedNetwork net =
        (AcceleratedNetwork)
            Engines.create(
                KerasCnn.configuration(IMAGES.shape(), 7),
                EngineKind.ONEDNN,
                new EngineOptions(2))) {
      try {
        call.on(net, BATCH.getFeatures().dup(), BATCH.getLabels().dup(), mask);
      } catch (RuntimeException refused) {
        assertThat(mask).isNotNull(); // DL4J refuses most of them
      }
      net.fit(BATCH.getFeatures().dup(), BATCH.getLabels().dup());
      return net.params().dup();
    }
  }
}
