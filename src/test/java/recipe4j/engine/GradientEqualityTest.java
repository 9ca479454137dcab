package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.plan.DropoutMasks;

/**
 * The engine's gradients are those of DL4J in double precision, for networks and batches drawn at
 * random.
 *
 * <p>A few draws are ill-conditioned (batch normalisation of values that hardly vary): there DL4J's
 * own float gradients are wrong in the fifth digit, and the draw is skipped.
 */
@Tag("native")
class GradientEqualityTest {
  private static final double TOLERANCE = 1e-4;
  private static final double WELL_CONDITIONED = 1e-5;
  private static final double RETAIN = 0.7;
  private static final DropoutMasks MASKS = DropoutMasks.seeded(17);

  @Provide
  Arbitrary<RandomNetwork> networks() {
    return Arbitraries.longs().between(0, Integer.MAX_VALUE).map(RandomNetwork::new);
  }

  @Property(tries = 10, seed = "4", shrinking = ShrinkingMode.OFF)
  void gradientsEqualDl4j(@ForAll("networks") RandomNetwork network) {
    check(network);
  }

  @Property(tries = 360, seed = "5", shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  @Tag("gradients")
  void gradientsEqualDl4jForManyNetworks(@ForAll("networks") RandomNetwork network) {
    check(network);
  }

  private static void check(RandomNetwork drawn) {
    MultiLayerNetwork reference = dl4j(drawn, DataType.DOUBLE);
    MultiLayerNetwork single = dl4j(drawn, DataType.FLOAT);
    single.setParams(reference.params().castTo(DataType.FLOAT));
    try (AcceleratedNetwork network =
        new AcceleratedNetwork(
            drawn.configuration(DataType.FLOAT, layer -> new Dropout(RETAIN)),
            new EngineOptions(2))) {
      network.init();
      network.setParams(single.params());
      network.setDropoutMasks(MASKS);
      assertThat(network.fallbackReason()).isEmpty();
      DataSet batch = drawn.batch(network.getLayerWiseConfigurations(), DataType.FLOAT);
      DataSet precise = drawn.batch(network.getLayerWiseConfigurations(), DataType.DOUBLE);

      Map<String, INDArray> expected = Gradients.of(reference, precise);
      Assume.that(
          Gradients.relativeError(expected, Gradients.of(single, batch)) < WELL_CONDITIONED);
      Map<String, INDArray> actual = Gradients.of(network, batch);

      assertThat(network.lastOutput()).isPresent();
      assertThat(Gradients.relativeErrors(expected, actual).values())
          .allSatisfy(error -> assertThat(error).isLessThan(TOLERANCE));
      // not reference.score(): DL4J's LossLayer overwrites its input before it scores
      double score = reference.score(precise, true);
      assertThat(network.score()).isCloseTo(score, within(TOLERANCE * Math.max(1, score)));
      double tested = reference.score(precise, false);
      assertThat(network.score(batch, false))
          .isCloseTo(tested, within(TOLERANCE * Math.max(1, tested)));
      INDArray output = network.output(batch.getFeatures()).castTo(DataType.DOUBLE);
      assertThat(Examples.largestDifference(output, reference.output(precise.getFeatures())))
          .isLessThan(TOLERANCE);
    }
  }

  private static MultiLayerNetwork dl4j(RandomNetwork drawn, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            drawn.configuration(type, layer -> new MaskedDropout(MASKS, layer, RETAIN)));
    network.init();
    return network;
  }
}
