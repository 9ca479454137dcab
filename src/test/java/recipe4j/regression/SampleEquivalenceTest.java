package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The recipe, trained here and now on the bundled sample, against real Keras's runs on it. With 24
 * runs of each, curves that don't differ pass with a probability of 91% ({@link PowerTable}).
 */
class SampleEquivalenceTest {
  private static final int RUNS = 24;

  @Test
  @Tag("slow")
  void learnsAsKerasLearns() throws IOException {
    RecordedCurves sample = RecordedCurves.SAMPLE_CONSTANT;
    List<LossCurve> keras = sample.keras();
    assertThat(keras).hasSize(RUNS);
    CurveEquivalence result =
        CurveEquivalence.of(keras, SampleRuns.runs(1, RUNS), sample.margins());
    System.err.println(result);
    assertThat(result.rows()).hasSize(4 * SampleRuns.EPOCHS);
    assertThat(result.failures()).isEmpty();
  }
}
