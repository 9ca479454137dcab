package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionEnsembleTest {
  @Test
  void aWorkedExample() {
    // sample 0: certain, but of different classes; sample 1: undecided, and agreed
    Probabilities one = Probabilities.of(new double[][] {{1, 0}, {0.5, 0.5}});
    Probabilities other = Probabilities.of(new double[][] {{0, 1}, {0.5, 0.5}});
    PredictionEnsemble ensemble = PredictionEnsemble.of(List.of(one, other));
    double ln2 = Math.log(2);
    assertThat(ensemble.members()).isEqualTo(2);
    assertThat(ensemble.mean())
        .isEqualTo(Probabilities.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}}));
    assertThat(ensemble.predictiveEntropy(0)).isCloseTo(ln2, within(1e-15));
    assertThat(ensemble.expectedEntropy(0)).isZero();
    assertThat(ensemble.mutualInformation(0)).isCloseTo(ln2, within(1e-15));
    assertThat(ensemble.predictiveEntropy(1)).isCloseTo(ln2, within(1e-15));
    assertThat(ensemble.expectedEntropy(1)).isCloseTo(ln2, within(1e-15));
    assertThat(ensemble.mutualInformation(1)).isZero();
  }

  @Test
  void theMeanWeighsAllAlike() {
    Probabilities one = Probabilities.of(new double[][] {{0.9, 0.1}});
    Probabilities other = Probabilities.of(new double[][] {{0.3, 0.7}});
    PredictionEnsemble ensemble = PredictionEnsemble.of(List.of(one, other, other));
    assertThat(ensemble.mean().row(0)).containsExactly(new double[] {0.5, 0.5}, within(1e-15));
    assertThat(ensemble.mutualInformation(0))
        .isCloseTo(
            Math.log(2) - (one.confidence(0).entropy() + 2 * other.confidence(0).entropy()) / 3,
            within(1e-15));
  }

  @Test
  void refusesNoneAndDifferentSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionEnsemble.of(List.of()))
        .withMessage("an ensemble needs at least one prediction, found 0");
    Probabilities one = Probabilities.of(new double[][] {{1, 0}});
    Probabilities two = Probabilities.of(new double[][] {{1, 0}, {1, 0}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionEnsemble.of(List.of(one, two)))
        .withMessage(
            "predictions of an ensemble must be for the same samples, found Probabilities[1 samples, 2 classes] and Probabilities[2 samples, 2 classes]");
  }
}
