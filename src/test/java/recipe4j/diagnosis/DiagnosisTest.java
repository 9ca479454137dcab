package recipe4j.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.history.HistoryTable;

class DiagnosisTest {
  private static final double[] FALLING = falling(0.3, 0.8, 10);
  private static final double[] LEVEL = {
    .101, .099, .1, .102, .098, .1, .1015, .0995, .1005, .1, .099, .101
  };

  @Test
  void overfitting() {
    double[] held = {.4, .3, .2, .15, .12, .124, .129, .133, .14, .144};
    Diagnosis found = Diagnosis.of(history(FALLING, held));
    assertThat(found.verdict()).isEqualTo(Verdict.OVERFITTING);
    assertThat(found.since()).hasValue(5);
    assertThat(found.p()).isBetween(0.0, 0.02);
    assertThat(found.sentence())
        .startsWith("Best epoch 5 of 10 (val_loss 0.1200); overfitting since epoch 6: val_loss")
        .contains("rises by 3.7% an epoch (95% interval 3.1% to 4.2%) while loss falls")
        .contains("a level curve would look so in ");
  }

  @Test
  void stillImproving() {
    Diagnosis found = Diagnosis.of(history(FALLING, falling(0.4, 0.9, 10)));
    assertThat(found.verdict()).isEqualTo(Verdict.STILL_IMPROVING);
    assertThat(found.sentence())
        .contains("still improving: val_loss falls by 11% an epoch", "train for longer");
  }

  @Test
  void plateau() {
    double[] held = append(falling(0.8, 0.5, 3), LEVEL);
    Diagnosis found = Diagnosis.of(history(falling(0.3, 0.9, 15), held));
    assertThat(found.verdict()).isEqualTo(Verdict.PLATEAU);
    assertThat(found.since()).hasValue(3);
    assertThat(found.sentence()).contains("plateau since epoch 4: val_loss changes by ");
  }

  @Test
  void noisyEndOnMnistIsNoTrend() {
    double[] held = {.12, .08, .06, .05, .0398, .0451, .0395, .0477, .0400, .0380};
    assertThat(Diagnosis.of(history(FALLING, held)).verdict()).isEqualTo(Verdict.TOO_SHORT);
  }

  @Test
  void risingLossDiverges() {
    double[] rising = falling(0.3, 1.5, 8);
    Diagnosis found = Diagnosis.of(history(rising, rising));
    assertThat(found.verdict()).isEqualTo(Verdict.DIVERGED);
    assertThat(found.sentence()).contains("diverged: loss rose to 17.1 times that of epoch 1");
    Diagnosis slow = Diagnosis.of(history(falling(0.3, 1.04, 8), LEVEL));
    assertThat(slow.verdict()).isEqualTo(Verdict.DIVERGED);
    assertThat(slow.sentence()).contains("diverging since epoch 2: loss rises by 4.0% an epoch");
  }

  @Test
  void stuckAtGuessingLearnedNothing() {
    double[] stuck = {2.3041, 2.3030, 2.3028, 2.3026, 2.3029, 2.3027};
    for (double guessing : new double[] {Math.log(10), Double.NaN}) {
      Diagnosis found = Diagnosis.of(history(stuck, stuck), guessing);
      assertThat(found.verdict()).isEqualTo(Verdict.LEARNED_NOTHING);
      assertThat(found.sentence()).contains("loss stays at 2.3027, where guessing has 2.3026");
    }
    double[] rare = DoubleStream.generate(() -> 0.326).limit(6).toArray();
    double guessing = Diagnosis.guessing(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(guessing).isCloseTo(0.325, within(0.001));
    assertThat(Diagnosis.of(history(rare, rare), guessing).verdict())
        .isEqualTo(Verdict.LEARNED_NOTHING);
    assertThat(Diagnosis.of(history(rare, rare)).verdict()).isEqualTo(Verdict.PLATEAU);
  }

  @Test
  void backToGuessingCollapsed() {
    double[] loss = {.5, .2, .1, 1.4, 2.303, 2.3027};
    double[] held = {.3, .15, .1, 2.31, 2.303, 2.30};
    Diagnosis found = Diagnosis.of(history(loss, held));
    assertThat(found.verdict()).isEqualTo(Verdict.COLLAPSED);
    assertThat(found.sentence()).contains("collapsed in epoch 5: loss went back to 2.3027");
  }

  @Test
  void namesWhatIsNotFinite() {
    double[] infinite = DoubleStream.generate(() -> 1 / 0.0).limit(10).toArray();
    Diagnosis found = Diagnosis.of(history(FALLING, infinite));
    assertThat(found.verdict()).isEqualTo(Verdict.DIVERGED);
    assertThat(found.sentence())
        .startsWith("No epoch of 10 has a finite val_loss; diverged: val_loss is infinite since");
    Diagnosis nan =
        Diagnosis.of(history(new double[] {.5, .4, Double.NaN}, new double[] {.4, .3, .2}));
    assertThat(nan.sentence()).contains("diverged: loss is NaN since epoch 3");
    double[] gap = append(new double[] {.4, Double.NaN}, LEVEL);
    assertThat(Diagnosis.of(history(falling(.3, .9, 14), gap)).sentence())
        .contains(
            "plateau since epoch 3", "val_loss was not finite in 1 epoch, at last in epoch 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 30})
  void spikeInTheLastEpochIsUnstable(double spike) {
    double[] held = append(falling(0.8, 0.5, 3), LEVEL, new double[] {spike});
    Diagnosis found = Diagnosis.of(history(falling(0.3, 0.9, 16), held));
    assertThat(found.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(found.sentence()).contains("val_loss leapt by", "in the last epoch");
    double[] loss = append(FALLING, new double[] {spike});
    assertThat(Diagnosis.of(history(loss, append(FALLING, new double[] {.04}))).verdict())
        .isEqualTo(Verdict.UNSTABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void epochsWithoutValidationAreNoDivergence(int every) {
    double[] held = IntStream.range(0, 61).mapToDouble(e -> .1 + Math.pow(.95, e)).toArray();
    for (int e = 0; e < held.length; e++) {
      held[e] = e % every == every - 1 ? held[e] : Double.NaN;
    }
    Diagnosis falls = Diagnosis.of(history(falling(.3, .95, 61), held));
    assertThat(falls.verdict()).isEqualTo(Verdict.STILL_IMPROVING);
    assertThat(falls.sentence()).containsPattern("val_loss falls by [2-3]\\.\\d% an epoch");
    for (int e = 30 - 30 % every; e < held.length; e++) {
      held[e] *= Math.pow(1.07, e - 29);
    }
    Diagnosis rises = Diagnosis.of(history(falling(.3, .95, 61), held));
    assertThat(rises.verdict()).isEqualTo(Verdict.OVERFITTING);
    assertThat(rises.since().orElseThrow()).isBetween(29, 40);
    assertThat(held[rises.since().orElseThrow()]).isFinite();
    assertThat(rises.sentence())
        .containsPattern("rises by [3-6]\\.\\d% an epoch .*while loss falls");
  }

  @Test
  void anEpochWithoutValidationDoesNotHideThoseBeforeIt() {
    double[] held = falling(.8, .9, 20);
    held[17] = Double.NaN;
    Diagnosis found = Diagnosis.of(history(falling(.7, .9, 20), held));
    assertThat(found.verdict()).isEqualTo(Verdict.STILL_IMPROVING);
    assertThat(found.sentence())
        .contains("val_loss was not finite in 1 epoch, at last in epoch 18");
    Arrays.fill(held, 12, 20, Double.NaN);
    assertThat(Diagnosis.of(history(falling(.7, .9, 20), held)).sentence())
        .contains("diverged: val_loss is NaN since epoch 13");
  }

  @Test
  void aPlateauThatHappensToLieAtALogarithmIsNotGuessing() {
    double[] loss = IntStream.range(0, 20).mapToDouble(e -> 1.1 + 1.2 * Math.exp(-e)).toArray();
    assertThat(Diagnosis.of(history(loss, loss)).verdict()).isEqualTo(Verdict.PLATEAU);
    assertThat(Diagnosis.of(history(loss, loss), Math.log(3)).verdict())
        .isEqualTo(Verdict.LEARNED_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 26, 47, 62, 200})
  void stuckAtTheGuessingOfAnyNumberOfClasses(int classes) {
    double[] stuck = DoubleStream.generate(() -> Math.log(classes)).limit(8).toArray();
    Diagnosis found = Diagnosis.of(history(stuck, stuck));
    assertThat(found.verdict()).isEqualTo(Verdict.LEARNED_NOTHING);
    assertThat(found.since()).hasValue(0);
    double[] other = DoubleStream.generate(() -> Math.log(12.5)).limit(8).toArray();
    assertThat(Diagnosis.of(history(other, other)).verdict()).isEqualTo(Verdict.PLATEAU);
  }

  @Test
  void lossesAreReadableHoweverSmallOrLarge() {
    assertThat(Diagnosis.of(history(falling(2e-8, .9, 6), falling(1e-8, .9, 6))).sentence())
        .startsWith("Best epoch 6 of 6 (val_loss 5.905e-09)");
    assertThat(Diagnosis.of(history(falling(2, .9, 6), falling(1e300, .9, 6))).sentence())
        .startsWith("Best epoch 6 of 6 (val_loss 5.905e+299)");
  }

  @Test
  void leapingUpAndDownIsUnstable() {
    double[] held = {.5, .1, .4, .1, .6, .2, .5, .1};
    Diagnosis found = Diagnosis.of(history(falling(.3, .9, 8), held));
    assertThat(found.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(found.sentence()).contains("rose by more than a quarter 3 times");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void fewEpochsTellNoTrend(int epochs) {
    Diagnosis found = Diagnosis.of(history(falling(.5, .7, epochs), falling(.4, .8, epochs)));
    assertThat(found.verdict()).isEqualTo(Verdict.TOO_SHORT);
    assertThat(found.sentence()).endsWith("too short to tell: a trend needs 5 epochs.");
  }

  @Test
  void aSlowRiseOverHundredsOfEpochsIsSeen() {
    java.util.Random random = new java.util.Random(1);
    double[] held =
        IntStream.range(0, 600)
            .mapToDouble(e -> .1 * Math.pow(1.0005, e) * (1 + .05 * random.nextGaussian()))
            .toArray();
    assertThat(Diagnosis.of(history(falling(.3, .999, 600), held)).verdict())
        .isEqualTo(Verdict.OVERFITTING);
  }

  @Test
  void withoutEpochsOrValidation() {
    assertThat(Diagnosis.of(new History(List.of())).sentence()).isEqualTo("No epoch ended.");
    double[] none = DoubleStream.generate(() -> Double.NaN).limit(10).toArray();
    EpochLogs[] logs = history(FALLING, none).epochs().toArray(EpochLogs[]::new);
    List<EpochLogs> unvalidated =
        Arrays.stream(logs)
            .map(l -> new EpochLogs(l.epoch(), l.loss(), .9, Double.NaN, Double.NaN, 1e-3, 1))
            .toList();
    Diagnosis found = Diagnosis.of(new History(unvalidated));
    assertThat(found.verdict()).isEqualTo(Verdict.STILL_IMPROVING);
    assertThat(found.sentence()).startsWith("Loss 0.0403 after 10 epochs, no validation; still");
  }

  @Test
  void epochsOfAResumedTrainingKeepTheirNumbers() {
    double[] held = {.2, .2, .12, .124, .129, .133, .14, .144};
    HistoryTable table = HistoryTable.of(20, Map.of("loss", falling(.3, .8, 8), "val_loss", held));
    Diagnosis found = Diagnosis.of(table);
    assertThat(found.since()).isEqualTo(OptionalInt.of(23));
    assertThat(found.sentence()).contains("Best epoch 23 of 28", "overfitting since epoch 24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diagnosis.of(HistoryTable.of(0, Map.of("accuracy", held))))
        .withMessage("a diagnosis needs a column loss, found [accuracy]");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void aLevelCurveIsSeldomCalledAnythingElse(int epochs) {
    seldomWrong(epochs, 300);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {10, 15, 20, 30, 60})
  void aLevelCurveIsSeldomCalledAnythingElseInManyRuns(int epochs) {
    seldomWrong(epochs, DiagnosisSimulation.RUNS);
  }

  private static void seldomWrong(int epochs, int runs) {
    for (Verdict wrong : List.of(Verdict.OVERFITTING, Verdict.STILL_IMPROVING)) {
      assertThat(DiagnosisSimulation.share(wrong, epochs, DiagnosisSimulation.level(), 2, runs))
          .isLessThanOrEqualTo(0.05);
      assertThat(
              DiagnosisSimulation.share(wrong, epochs, DiagnosisSimulation.fallen(epochs), 3, runs))
          .isLessThanOrEqualTo(0.05);
    }
  }

  @Test
  void aRiseOfTwoPercentIsFoundWithinFiveEpochs() {
    assertThat(found(20, 200)).isGreaterThanOrEqualTo(0.9);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {15, 20, 30, 60})
  void aRiseOfTwoPercentIsFoundInManyRuns(int epochs) {
    assertThat(found(epochs, DiagnosisSimulation.RUNS)).isGreaterThanOrEqualTo(0.9);
  }

  /** Share of runs whose rise of 2% in the last five epochs is found. */
  private static double found(int epochs, int runs) {
    return DiagnosisSimulation.share(
        Verdict.OVERFITTING, epochs, DiagnosisSimulation.rising(epochs, 5, 0.02), 4, runs);
  }

  private static double[] falling(double from, double by, int epochs) {
    return DoubleStream.iterate(from, v -> v * by).limit(epochs).toArray();
  }

  private static double[] append(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  private static History history(double[] loss, double[] valLoss) {
    List<EpochLogs> epochs = new ArrayList<>();
    for (int e = 0; e < Math.min(loss.length, valLoss.length); e++) {
      epochs.add(new EpochLogs(e, loss[e], .9, valLoss[e], .9, 1e-3, 1));
    }
    return new History(epochs);
  }
}
