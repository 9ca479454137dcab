package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnlikenessTest {
  private static final int CLASSES = 4;

  /** Samples about class centres, or anywhere else. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Samples(Logits logits, double[][] features, int[] labels) {
    static Samples of(int n, double size, boolean known, Random random) {
      double[][] logits = new double[n][CLASSES];
      double[][] features = new double[n][6];
      int[] labels = IntStream.range(0, n).map(i -> i % CLASSES).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 6; j++) {
          features[i][j] = (known && j == labels[i] ? 5 : 0) + random.nextGaussian();
        }
        for (int c = 0; c < CLASSES; c++) {
          logits[i][c] = (c == labels[i] ? size : 0) + random.nextGaussian();
        }
      }
      return new Samples(Logits.of(logits), features, labels);
    }
  }

  private static double flagged(Unlikeness known, Samples samples) {
    return Arrays.stream(known.shares(samples.logits(), samples.features()))
            .filter(share -> share < Unlikeness.LIMIT)
            .count()
        / (double) samples.labels().length;
  }

  @Test
  void asManyOfItsOwnKindAreFlaggedAsTheLimitSaysAndMostOfOthers() {
    Random random = new Random(8);
    Samples heldOut = Samples.of(6000, 10, true, random);
    Unlikeness known = Unlikeness.of(heldOut.logits(), heldOut.features(), heldOut.labels());
    assertThat(flagged(known, Samples.of(6000, 10, true, random)))
        .isCloseTo(Unlikeness.LIMIT, within(0.012));
    assertThat(flagged(known, Samples.of(500, 3, true, random))).as("energy").isGreaterThan(0.9);
    assertThat(flagged(known, Samples.of(500, 10, false, random)))
        .as("distance")
        .isGreaterThan(0.8);
  }

  @Test
  void withoutFeaturesTheEnergyTells() {
    Random random = new Random(9);
    Samples heldOut = Samples.of(2000, 10, true, random);
    Unlikeness known = Unlikeness.of(heldOut.logits(), null, heldOut.labels());
    assertThat(known.distance()).isNull();
    Logits far = Samples.of(100, 3, true, random).logits();
    assertThat(Arrays.stream(known.shares(far, null)).filter(s -> s < Unlikeness.LIMIT).count())
        .isGreaterThan(90);
    Logits few = heldOut.logits().first(99);
    assertThatThrownBy(() -> Unlikeness.of(few, null, new int[99]))
        .hasMessage(
            "at least 100 held-out images are needed to tell what is unlike them, found 99");
  }

  /** Of the scores 1 to 4, three quarters are at least 2; half as far again is half as many. */
  @Test
  void sharesOfHeldOutScores() {
    HeldOutScores scores = HeldOutScores.of(new double[] {3, 1, 4, 2});
    assertThat(scores.share(4)).isEqualTo(0.25);
    assertThat(scores.share(2)).isEqualTo(0.75);
    assertThat(scores.share(2.5)).isEqualTo(0.625);
    assertThat(scores.share(4.1)).isZero();
    assertThat(scores.share(-9)).isEqualTo(1);
    assertThat(scores.threshold(0.5)).isEqualTo(3);
    assertThatThrownBy(() -> new HeldOutScores(new double[] {0.5, 0.2}, new double[] {2, 1}))
        .hasMessageContaining("ascending shares");
    assertThatThrownBy(() -> new HeldOutScores(new double[] {0.5, 1}, new double[] {1, 2}))
        .hasMessageContaining("descending scores");
  }

  @Test
  void quantilesAreNoneTooFar() {
    double[] all = IntStream.range(0, 10_000).mapToDouble(i -> i).toArray();
    HeldOutScores scores = HeldOutScores.of(all);
    assertThat(scores.shares()).hasSizeLessThan(120);
    for (int i = 0; i < 10_000; i += 7) {
      assertThat(scores.share(i)).isCloseTo((10_000 - i) / 1e4, within(1e-9));
    }
  }
}
