package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AurocTest {
  @Test
  void aWorkedExample() {
    // 2 beats 1, ties with 2, loses to 3: 1.5 of 3; 4 beats all: 3 of 3
    double area = Auroc.of(new double[] {1, 2, 3}, new double[] {2, 4});
    assertThat(area).isCloseTo(4.5 / 6, within(1e-15));
  }

  @Test
  void perfectOrderChanceAndTheWrongWayRound() {
    assertThat(Auroc.of(new double[] {1, 2}, new double[] {3, Double.POSITIVE_INFINITY}))
        .isEqualTo(1);
    assertThat(Auroc.of(new double[] {7, 7}, new double[] {7})).isEqualTo(0.5);
    assertThat(Auroc.of(new double[] {3}, new double[] {1, -1e300})).isZero();
  }

  @Property(tries = 200)
  void countsPairs(
      @ForAll @Size(min = 1, max = 30) @IntRange(min = 0, max = 9) int[] negatives,
      @ForAll @Size(min = 1, max = 30) @IntRange(min = 0, max = 9) int[] positives) {
    double won = 0;
    for (int positive : positives) {
      for (int negative : negatives) {
        won += positive > negative ? 1 : positive == negative ? 0.5 : 0;
      }
    }
    double[] low = Arrays.stream(negatives).asDoubleStream().toArray();
    double[] high = Arrays.stream(positives).asDoubleStream().toArray();
    assertThat(Auroc.of(low, high))
        .isCloseTo(won / negatives.length / positives.length, within(1e-12));
    assertThat(Auroc.of(high, low)).isCloseTo(1 - Auroc.of(low, high), within(1e-12));
  }

  @Test
  void refusesEmptySetsAndNan() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auroc.of(new double[] {1}, new double[0]))
        .withMessage("an AUROC needs at least one positive and one negative, found 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auroc.of(new double[0], new double[] {1}))
        .withMessage("an AUROC needs at least one positive and one negative, found 1 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auroc.of(new double[] {1, Double.NaN}, new double[] {1}))
        .withMessage("scores must be numbers, found NaN");
  }
}
