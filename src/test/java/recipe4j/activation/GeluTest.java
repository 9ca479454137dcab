package recipe4j.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeluTest {
  /** Known values of the normal distribution. */
  @Test
  void theDistributionIsExactInSinglePrecision() {
    assertThat(Gelu.normal(0)).isEqualTo(0.5);
    assertThat(Gelu.normal(1)).isCloseTo(0.8413447460685429, within(1e-12));
    assertThat(Gelu.normal(-2)).isCloseTo(0.02275013194817921, within(1e-12));
    assertThat(Gelu.normal(-5)).isCloseTo(2.866515718791933e-7, within(1e-16));
    assertThat(Gelu.normal(2.9999)).isCloseTo(Gelu.normal(3.0001), within(1e-5));
    assertThat(Gelu.normal(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Gelu.normal(-40)).isZero();
    assertThat(Gelu.normal(Double.NaN)).isNaN();
  }
}
