package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.schedule.ScheduleType;

/** Compares the schedules with the rates of real Keras, made by schedule_fixtures.py. */
class KerasSchedulesTest {
  private static final Map<String, LearningRateSchedule> OURS =
      Map.ofEntries(
          Map.entry("piecewise", PiecewiseSchedule.recipe()),
          Map.entry("exponential", ExponentialDecaySchedule.of(1e-3, 0.5, 10)),
          Map.entry("step", StepDecaySchedule.of(1e-3, 0.5, 10)),
          Map.entry("cosine", CosineDecaySchedule.of(1e-3, 30).withFloor(0.01)),
          Map.entry(
              "cosineWithWarmup",
              CosineDecaySchedule.of(1e-3, 25).withFloor(0.01).withWarmup(5, 1e-5)),
          Map.entry("linear", PolynomialDecaySchedule.of(1e-3, 1e-5, 30)),
          Map.entry("squareRoot", PolynomialDecaySchedule.of(1e-3, 1e-5, 30).withPower(0.5)),
          Map.entry("power2.5", PolynomialDecaySchedule.of(1e-3, 1e-5, 30).withPower(2.5)),
          Map.entry("cycle", new CyclicPolynomialSchedule(ScheduleType.EPOCH, 1e-3, 1e-5, 7, 1.5)),
          Map.entry(
              "inverse", new InverseTimeDecaySchedule(ScheduleType.EPOCH, 1e-3, 0.5, 4, false)),
          Map.entry(
              "inverseSteps", new InverseTimeDecaySchedule(ScheduleType.EPOCH, 1e-3, 0.5, 4, true)),
          Map.entry(
              "cosineRestarts",
              new CosineRestartsSchedule(ScheduleType.EPOCH, 1e-3, 5, 2, 0.9, 0.01)),
          Map.entry(
              "cosineRestarts1.5",
              new CosineRestartsSchedule(ScheduleType.EPOCH, 1e-3, 4, 1.5, 1, 0)),
          Map.entry(
              "cosineRestartsAlike",
              new CosineRestartsSchedule(ScheduleType.EPOCH, 1e-3, 6, 1, 0.5, 0)));

  static Stream<String> names() {
    return OURS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithKeras(String name) throws IOException {
    JsonNode keras = keras();
    JsonNode steps = keras.get("steps");
    boolean restarts = name.startsWith("cosineRestarts"); // all in float32
    double tolerance = restarts ? 1e-9 : name.startsWith("cosine") ? 1e-10 : 1e-15;
    assertThat(steps).hasSizeGreaterThan(30);
    for (int i = 0; i < steps.size(); i++) {
      int step = steps.get(i).asInt();
      double expected = keras.get("rates").get(name).get(i).asDouble();
      assertThat(OURS.get(name).valueAt(0, step))
          .as("%s at %d", name, step)
          .isCloseTo(expected, within(tolerance));
      assertThat(OURS.get(name).byIteration().valueAt(step, 0))
          .isEqualTo(OURS.get(name).valueAt(0, step));
    }
  }

  @Test
  void everyKerasScheduleIsCompared() throws IOException {
    assertThat(keras().get("rates").fieldNames()).toIterable().hasSameElementsAs(OURS.keySet());
  }

  private static JsonNode keras() throws IOException {
    try (InputStream in = KerasSchedulesTest.class.getResourceAsStream("keras-schedules.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
