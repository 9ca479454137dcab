package recipe4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recipe4j.run.Assessment.Example;
import recipe4j.run.Assessment.Unlike;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;
import recipe4j.uncertainty.calibration.TemperatureScaling;

class AssessorTest {
  private static final Logits LOGITS = DrawnRun.logits(DrawnRun.TEST, 8);
  private static final int[] LABELS = DrawnRun.TEST.labels();

  @Test
  void scoresAreThoseOfTheTestImages() {
    Assessment assessment = DrawnRun.assessment();
    assertThat(assessment.scores())
        .extracting(Scores::name)
        .containsExactly("as trained", "calibrated", "the recipe's");
    for (Scores at : assessment.scores()) {
      double t = at.temperature();
      assertThat(at.negativeLogLikelihood().estimate())
          .isEqualTo(NegativeLogLikelihood.of(LOGITS, LABELS, t));
      assertThat(at.expectedError().estimate())
          .isEqualTo(CalibrationError.of(LOGITS.atTemperature(t), LABELS).expected());
      assertThat(at.negativeLogLikelihood().lower()).isLessThan(at.negativeLogLikelihood().upper());
      assertThat(at.samples()).isEqualTo(200);
    }
    assertThat(assessment.scoresAt("calibrated").temperature()).isNotEqualTo(1).isPositive();
    assertThat(assessment.scoresAt("the recipe's").temperature()).isEqualTo(0.6);
    assertThat(assessment.calibration()).contains("validation images: temperature ");
  }

  @Test
  void mistakesAreTheWrongOnesSurestFirst() {
    Assessment assessment = DrawnRun.assessment();
    List<Example> mistakes = assessment.mistakes();
    assertThat(mistakes).hasSize(12).noneMatch(Example::isRight);
    assertThat(mistakes)
        .isSortedAccordingTo(Comparator.comparingDouble((Example one) -> -one.confidence()));
    for (int i = 0; i < LABELS.length; i++) {
      int image = i;
      double sure = LOGITS.softmax().confidence(i).topProbability();
      boolean wrong = LOGITS.argmax(i) != LABELS[i];
      if (wrong && sure > mistakes.get(11).confidence()) {
        assertThat(mistakes).anyMatch(one -> one.index() == image);
      }
    }
  }

  @Test
  void confusionCountsEveryImageOnce() {
    Assessment assessment = DrawnRun.assessment();
    assertThat(assessment.images()).isEqualTo(200);
    assertThat(assessment.classes()).isEqualTo(3);
    int errors = 0;
    for (int i = 0; i < LABELS.length; i++) {
      errors += LOGITS.argmax(i) == LABELS[i] ? 0 : 1;
    }
    assertThat(assessment.errors()).isEqualTo(errors).isPositive();
  }

  @Test
  void samplesAreTheFirstImagesWithTheirEntropies() {
    List<Example> samples = DrawnRun.assessment().samples();
    assertThat(samples).hasSize(10);
    assertThat(samples.get(3).entropy(0.6))
        .isEqualTo(LOGITS.atTemperature(0.6).confidence(3).entropy());
    assertThat(samples.get(3).entropy(1e6)).isCloseTo(Math.log(3), within(1e-6));
    assertThat(samples.get(3).picture().decoded().getRaster().getSample(4, 5, 0))
        .isEqualTo(DrawnRun.TEST.pixels(3)[5 * 18 + 4] & 0xFF);
  }

  @Test
  void tellsWhichTestImagesAreUnlikeTheValidationImages() {
    Unlike unlike = DrawnRun.assessment().unlike();
    assertThat(unlike.limit()).isEqualTo(0.03);
    double[] shares = DrawnRun.shares();
    int[] found = IntStream.range(0, shares.length).filter(i -> shares[i] < 0.03).toArray();
    assertThat(found).as("the drawn logits have some, not all").hasSizeBetween(1, 100);
    assertThat(unlike.images()).isEqualTo(found.length);
    assertThat(unlike.errors())
        .isEqualTo((int) IntStream.of(found).filter(i -> LOGITS.argmax(i) != LABELS[i]).count());
    assertThat(unlike.examples())
        .extracting(Example::index)
        .hasSize(Math.min(12, found.length))
        .isSubsetOf(IntStream.of(found).boxed().toList());
    assertThat(unlike.examples().stream().map(one -> shares[one.index()])).isSorted();
  }

  @Test
  void withoutATemperatureThereIsNoAfter() {
    Assessment none = Assessor.uncalibrated(DrawnRun.TEST, LOGITS);
    assertThat(none.isCalibrated()).isFalse();
    assertThat(none.calibration()).contains("no image validates");
    Logits separated = Logits.of(new double[][] {{9, 0, 0}, {0, 9, 0}});
    TemperatureScaling nowhere = TemperatureScaling.fit(separated, new int[] {0, 1});
    Assessment same = Assessor.calibrated(DrawnRun.TEST, LOGITS, nowhere, new double[0]);
    assertThat(same.unlike()).isEqualTo(Unlike.UNKNOWN);
    assertThat(same.unlike().isKnown()).isFalse();
    assertThat(same.isCalibrated()).isFalse();
    assertThat(same.calibration()).contains("no finite temperature");
  }

  @Test
  void refusesWhatADamagedFileMayHold() {
    Assessment good = DrawnRun.assessment();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Assessment(
                    "",
                    good.scores(),
                    List.of(List.of(1, 2)),
                    List.of(),
                    List.of(),
                    Unlike.UNKNOWN))
        .withMessageContaining("must be a square");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Assessment(
                    "", List.of(), good.confusion(), List.of(), List.of(), Unlike.UNKNOWN))
        .withMessageContaining("found none");
    Example one = good.samples().get(0);
    for (int label : new int[] {-1, 3, Integer.MAX_VALUE}) {
      Example odd =
          new Example(0, label, one.predicted(), one.confidence(), one.logits(), one.picture());
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Assessment(
                      "", good.scores(), good.confusion(), List.of(), List.of(odd), Unlike.UNKNOWN))
          .withMessageContaining("from 0 to 2, found 3 logits, " + label);
    }
    for (Unlike odd :
        List.of(
            new Unlike(0.03, 201, 0, List.of()),
            new Unlike(0.03, 5, 6, List.of()),
            new Unlike(0.03, 5, -1, List.of()))) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new Assessment("", good.scores(), good.confusion(), List.of(), List.of(), odd))
          .withMessageStartingWith("of 200 test images, some may be unlike");
    }
  }
}
