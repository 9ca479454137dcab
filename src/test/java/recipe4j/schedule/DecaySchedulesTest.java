package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every decay, and their boundaries. */
class DecaySchedulesTest {
  private static final Arbitrary<Double> RATES = Arbitraries.doubles().between(1e-6, 1).ofScale(9);
  private static final Arbitrary<Double> FRACTIONS =
      Arbitraries.doubles().between(1e-3, 1).ofScale(6);
  private static final Arbitrary<Integer> LENGTHS = Arbitraries.integers().between(1, 500);

  @Provide
  Arbitrary<LearningRateSchedule> decays() {
    return Arbitraries.oneOf(
        Combinators.combine(RATES, FRACTIONS, LENGTHS).as(ExponentialDecaySchedule::of),
        Combinators.combine(RATES, FRACTIONS, LENGTHS).as(StepDecaySchedule::of),
        Combinators.combine(RATES, FRACTIONS, LENGTHS)
            .as((rate, floor, steps) -> CosineDecaySchedule.of(rate, steps).withFloor(floor)),
        Combinators.combine(RATES, FRACTIONS, LENGTHS, Arbitraries.doubles().between(0.1, 5))
            .as(
                (rate, end, steps, power) ->
                    PolynomialDecaySchedule.of(rate, rate * end, steps).withPower(power)));
  }

  @Property(tries = 300)
  void ratesAreFiniteAndNeverRise(
      @ForAll("decays") LearningRateSchedule schedule, @ForAll @IntRange(max = 1000) int step) {
    double rate = schedule.valueAt(0, step);
    double next = schedule.valueAt(0, step + 1);
    assertThat(rate).isFinite().isNotNegative();
    assertThat(next).isLessThanOrEqualTo(rate * (1 + 1e-15));
  }

  @Property(tries = 300)
  void ratesArePositiveWhereNothingUnderflows(
      @ForAll("decays") LearningRateSchedule schedule, @ForAll @IntRange(max = 50) int step) {
    assertThat(schedule.valueAt(0, step)).isPositive();
  }

  @Property(tries = 200)
  void theRateDependsOnTheCountAlone(
      @ForAll("decays") LearningRateSchedule schedule, @ForAll @IntRange(max = 1000) int step) {
    double first = schedule.valueAt(7, step);
    schedule.valueAt(8, 900); // asking for a later rate changes nothing
    assertThat(schedule.valueAt(123, step)).isEqualTo(first);
    assertThat(schedule.clone().valueAt(7, step)).isEqualTo(first);
    assertThat(schedule.byIteration().valueAt(step, 55)).isEqualTo(first);
  }

  @Property(tries = 200)
  void warmUpRisesToThePeakAndThenFalls(@ForAll @IntRange(min = 1, max = 50) int warmup) {
    CosineDecaySchedule schedule = CosineDecaySchedule.of(0.01, 40).withWarmup(warmup, 0);
    List<Double> rates = IntStream.range(0, warmup + 60).mapToObj(schedule::rateAt).toList();
    assertThat(rates.subList(0, warmup + 1)).isSorted().startsWith(0.0).endsWith(0.01);
    assertThat(rates.subList(warmup, rates.size()))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Example
  void boundariesAreExact() {
    StepDecaySchedule step = StepDecaySchedule.of(0.1, 0.5, 10);
    assertThat(step.rateAt(9)).isEqualTo(0.1);
    assertThat(step.rateAt(10)).isEqualTo(0.05);

    CosineDecaySchedule cosine = CosineDecaySchedule.of(0.1, 10).withWarmup(5, 0.01);
    assertThat(cosine.rateAt(0)).isEqualTo(0.01);
    assertThat(cosine.rateAt(5)).isEqualTo(0.1);
    assertThat(cosine.rateAt(10)).isCloseTo(0.05, within(1e-17));
    assertThat(cosine.rateAt(15)).isZero();
    assertThat(cosine.rateAt(Integer.MAX_VALUE)).isZero();

    PolynomialDecaySchedule line = PolynomialDecaySchedule.of(0.1, 0.02, 4);
    assertThat(line.rateAt(0)).isCloseTo(0.1, within(1e-16));
    assertThat(line.rateAt(2)).isCloseTo(0.06, within(1e-16));
    assertThat(line.rateAt(4)).isEqualTo(0.02);
    assertThat(line.rateAt(Integer.MAX_VALUE)).isEqualTo(0.02);

    assertThat(ExponentialDecaySchedule.of(0.1, 0.25, 2).rateAt(1)).isEqualTo(0.05);
  }

  @Example
  void schedulesReadWell() {
    assertThat(ExponentialDecaySchedule.of(1e-3, 0.5, 10))
        .hasToString("0.001, smoothly times 0.5 every 10 epochs");
    assertThat(StepDecaySchedule.of(1e-3, 0.5, 1).byIteration())
        .hasToString("0.001, times 0.5 every 1 iteration");
    assertThat(CosineDecaySchedule.of(1e-3, 25).withWarmup(5, 1e-5))
        .hasToString("1e-5, warming up over 5 epochs to 0.001, on a cosine to 0 over 25 epochs");
    assertThat(PolynomialDecaySchedule.of(1e-3, 1e-5, 30))
        .hasToString("0.001 to 1e-5 over 30 epochs, in a straight line");
    assertThat(PolynomialDecaySchedule.of(1e-3, 1e-5, 30).withPower(2))
        .hasToString("0.001 to 1e-5 over 30 epochs, with power 2");
  }

  @Example
  void badArgumentsAreNamed() {
    refuses(
        "initial learning rate must be above 0 and finite, found 0.0",
        () -> ExponentialDecaySchedule.of(0, 0.5, 10));
    refuses(
        "decay factor must be from 0 to 1, found 1.5", () -> StepDecaySchedule.of(0.1, 1.5, 10));
    refuses("decay steps must be at least 1, found 0", () -> StepDecaySchedule.of(0.1, 0.5, 0));
    refuses(
        "floor of the decay must be from 0 to 1, found NaN",
        () -> CosineDecaySchedule.of(0.1, 10).withFloor(Double.NaN));
    refuses(
        "warm-up steps must be at least 0, found -1",
        () -> CosineDecaySchedule.of(0.1, 10).withWarmup(-1, 0));
    refuses(
        "learning rate of the warm-up must be from 0 to 0.1, found 0.2",
        () -> CosineDecaySchedule.of(0.1, 10).withWarmup(2, 0.2));
    refuses(
        "end learning rate must be from 0 to 0.1, found 0.5",
        () -> PolynomialDecaySchedule.of(0.1, 0.5, 10));
    refuses(
        "power must be above 0 and finite, found 0.0",
        () -> PolynomialDecaySchedule.of(0.1, 0, 10).withPower(0));
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
