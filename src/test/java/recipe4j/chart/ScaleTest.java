package recipe4j.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void placesValues() {
    Scale linear = Scale.linear(0, 2, 100, 200);
    assertThat(linear.at(0.5)).isEqualTo(125);
    Scale down = Scale.linear(0, 1, 200, 0);
    assertThat(down.at(0.25)).isEqualTo(150);
    Scale ratio = Scale.logarithmic(0.01, 1, 0, 100);
    assertThat(ratio.at(0.1)).isCloseTo(50, within(1e-9));
    assertThat(ratio.at(0)).isNaN();
    assertThat(ratio.at(-1)).isNaN();
    assertThat(linear.at(Double.POSITIVE_INFINITY)).isNaN();
  }

  @Test
  void marksRoundValues() {
    assertThat(Scale.linear(0, 1, 0, 1).ticks(5)).hasSize(6).contains(0.2, 1.0);
    assertThat(Scale.linear(0.93, 1, 0, 1).ticks(7).get(0)).isCloseTo(0.93, within(1e-12));
    assertThat(Scale.logarithmic(0.04, 1.7, 0, 1).ticks(7))
        .isEqualTo(List.of(0.05, 0.1, 0.2, 0.5, 1.0));
    assertThat(Scale.logarithmic(0.5, 20_000, 0, 1).ticks(5))
        .isEqualTo(List.of(1.0, 10.0, 100.0, 1000.0, 10_000.0));
  }

  @Property
  void ticksRiseWithinTheRange(
      @ForAll @DoubleRange(min = 1, max = 9.99) double digits,
      @ForAll @IntRange(min = -6, max = 3) int power,
      @ForAll @DoubleRange(min = 1.01, max = 1e6) double ratio,
      @ForAll @IntRange(min = 2, max = 12) int most,
      @ForAll boolean logarithmic) {
    double low = digits * Math.pow(10, power);
    double high = low * ratio;
    List<Double> ticks = new Scale(low, high, logarithmic, 0, 1).ticks(most);
    assertThat(ticks).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(most + 8);
    assertThat(ticks).allMatch(tick -> tick >= low * 0.999 && tick <= high * 1.001);
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.linear(1, 1, 0, 1))
        .withMessageContaining("found 1.0 to 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.logarithmic(0, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.linear(Double.NaN, 1, 0, 1));
  }
}
