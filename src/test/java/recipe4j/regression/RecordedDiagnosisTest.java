package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recipe4j.diagnosis.Diagnosis;
import recipe4j.diagnosis.Verdict;

/** Verdicts on the recorded runs of Keras: runs of one recipe must not get contrary ones. */
class RecordedDiagnosisTest {
  /** val_loss scatters by 10% from epoch to epoch; four runs end with rising epochs. */
  @Test
  void tenEpochsAtAConstantRateAreTooShortToTellMostly() throws IOException {
    assertThat(verdicts(RecordedCurves.MNIST_CONSTANT.keras()))
        .isEqualTo(Map.of(Verdict.TOO_SHORT, 20, Verdict.OVERFITTING, 4));
  }

  @Test
  void theScheduleEndsOnAPlateau() throws IOException {
    assertThat(verdicts(RecordedCurves.MNIST_SCHEDULE.keras()))
        .isEqualTo(Map.of(Verdict.PLATEAU, 18));
  }

  @Test
  void sixEpochsOnTheSampleStillImprove() throws IOException {
    assertThat(verdicts(RecordedCurves.SAMPLE_CONSTANT.keras()))
        .isEqualTo(Map.of(Verdict.STILL_IMPROVING, 22, Verdict.TOO_SHORT, 2));
  }

  private static Map<Verdict, Integer> verdicts(List<LossCurve> runs) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    runs.forEach(run -> counts.merge(Diagnosis.of(run.table()).verdict(), 1, Integer::sum));
    return counts;
  }
}
