package recipe4j.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import recipe4j.chart.Numbers;
import recipe4j.run.Assessment;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;

/**
 * The most important numbers of a run.
 *
 * @param run whose they are
 */
record RunSummary(Run run) {
  static RunSummary of(Run run) {
    return new RunSummary(run);
  }

  /** Name to formatted value; missing values are left out. */
  Map<String, String> highlights() {
    Map<String, String> values = new LinkedHashMap<>();
    test("test_accuracy").ifPresent(value -> values.put("Test accuracy", Numbers.percent(value)));
    test("test_loss").ifPresent(value -> values.put("Test loss", Numbers.fixed(value)));
    RunFigures.best(run.curve())
        .ifPresent(
            best ->
                values.put(
                    "Best epoch",
                    "%s of %s"
                        .formatted(best.epoch(), run.curve().epochs() + run.curve().firstEpoch())));
    run.assessment().ifPresent(assessment -> values.put("Calibration error", change(assessment)));
    fittedTemperature().ifPresent(value -> values.put("Fitted temperature", Numbers.fixed(value)));
    RunFacts.number(run.facts().timings(), "training_seconds")
        .ifPresent(value -> values.put("Training time", Numbers.duration(value)));
    return values;
  }

  OptionalDouble test(String name) {
    return RunFacts.number(run.facts().outcome(), name);
  }

  Optional<Double> fittedTemperature() {
    return run.assessment()
        .filter(Assessment::isCalibrated)
        .map(assessment -> assessment.scoresAt(Assessment.CALIBRATED).temperature());
  }

  /** The expected calibration error before and after calibration. */
  private static String change(Assessment assessment) {
    String before =
        Numbers.fixed(assessment.scoresAt(Assessment.AS_TRAINED).expectedError().estimate());
    return assessment.isCalibrated()
        ? before
            + " → "
            + Numbers.fixed(assessment.scoresAt(Assessment.CALIBRATED).expectedError().estimate())
        : before;
  }
}
