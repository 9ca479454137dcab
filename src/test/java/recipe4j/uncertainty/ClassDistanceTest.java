package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class ClassDistanceTest {
  /**
   * (3, 4) has the direction (0.6, 0.8). From (1, 0) it is off by (-0.4, 0.8): 2 * 0.16 + 4 * 0.64
   * = 2.88; from (0, 1) by (0.6, -0.2): 2 * 0.36 + 4 * 0.04 = 0.88.
   */
  @Test
  void workedExample() {
    ClassDistance distance =
        new ClassDistance(new double[][] {{1, 0}, {0, 1}}, new double[][] {{2, 0}, {0, 4}});
    assertThat(distance.of(new double[] {3, 4})[0]).isCloseTo(0.88, within(1e-12));
    assertThat(distance.of(new double[] {30, 40})[0]).isCloseTo(0.88, within(1e-12));
    assertThat(distance.of(new double[] {0, 7})[0]).isZero();
    assertThat(distance.of(new double[] {0, 0})[0]).as("no direction").isCloseTo(2, within(1e-12));
  }

  /** Means and pooled covariance by another way: matrix products instead of sums. */
  @Test
  void fitsTheSharedCovarianceOfTheClasses() {
    Random random = new Random(5);
    double[][] features = new double[60][3];
    int[] labels = new int[60];
    for (int i = 0; i < 60; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 3; j++) {
        features[i][j] = (j == labels[i] ? 4 : 1) + random.nextGaussian() / (j + 1);
      }
    }
    ClassDistance distance = ClassDistance.fit(features, labels, 3);
    RealMatrix unit = MatrixUtils.createRealMatrix(60, 3);
    for (int i = 0; i < 60; i++) {
      unit.setRowVector(i, MatrixUtils.createRealVector(features[i]).unitVector());
    }
    RealMatrix member = MatrixUtils.createRealMatrix(60, 2);
    for (int i = 0; i < 60; i++) {
      member.setEntry(i, labels[i], 1.0 / 30);
    }
    RealMatrix means = member.transpose().multiply(unit);
    RealMatrix off = unit.subtract(member.scalarMultiply(30).multiply(means));
    RealMatrix covariance = off.transpose().multiply(off).scalarMultiply(1.0 / 60);
    RealMatrix shrunk =
        covariance
            .scalarMultiply(0.98)
            .add(
                MatrixUtils.createRealIdentityMatrix(3)
                    .scalarMultiply(0.02 * covariance.getTrace() / 3));
    RealMatrix inverse = new LUDecomposition(shrunk).getSolver().getInverse();
    for (int a = 0; a < 3; a++) {
      assertThat(distance.means()[0][a]).isCloseTo(means.getEntry(0, a), within(1e-12));
      assertThat(distance.means()[2][a])
          .as("a class without samples has the mean of all")
          .isCloseTo((means.getEntry(0, a) + means.getEntry(1, a)) / 2, within(1e-12));
      assertThat(distance.precision()[a]).containsExactly(inverse.getRow(a), within(1e-6));
    }
  }

  @Test
  void featuresThatAreAllAlikeHaveADistanceToo() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    ClassDistance distance = ClassDistance.fit(same, new int[] {0, 0, 1}, 2);
    assertThat(distance.of(same[0])[0]).isLessThan(1e-6);
    assertThat(distance.of(new double[] {2, 1})[0]).isGreaterThan(1e6).isFinite();
  }

  @Test
  void needsTwoSamplesAndTheirLabels() {
    assertThatThrownBy(() -> ClassDistance.fit(new double[1][2], new int[1], 2))
        .hasMessage("a distance needs two samples or more and a label for each, found 1 and 1");
  }
}
