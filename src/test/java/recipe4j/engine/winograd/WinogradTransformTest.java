package recipe4j.engine.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinogradTransformTest {
  private static final int VALUES = 37; // no multiple of a vector's width
  private static final double ROUNDING = 1e-4;

  private final Random random = new Random(3);

  @Test
  void productsOfPointsAreTheConvolution() {
    float[][] input = draw(WinogradTransform.INPUT.inputs());
    float[][] kernel = draw(WinogradTransform.KERNEL.inputs());
    float[][] a = apply(WinogradTransform.INPUT, input);
    float[][] b = apply(WinogradTransform.KERNEL, kernel);
    float[][] product = new float[a.length][VALUES];
    for (int point = 0; point < a.length; point++) {
      for (int i = 0; i < VALUES; i++) {
        product[point][i] = a[point][i] * b[point][i];
      }
    }

    float[][] output = apply(WinogradTransform.OUTPUT, product);

    for (int k = 0; k < output.length; k++) {
      for (int i = 0; i < VALUES; i++) {
        double direct = 0;
        for (int tap = 0; tap < kernel.length; tap++) {
          direct += (double) input[k + tap][i] * kernel[tap][i];
        }
        assertThat((double) output[k][i]).isCloseTo(direct, within(ROUNDING));
      }
    }
  }

  /** The inner product of A x and y is that of x and the adjoint of y. */
  @ParameterizedTest
  @CsvSource({"INPUT,INPUT_ADJOINT", "OUTPUT,OUTPUT_ADJOINT", "KERNEL,KERNEL_ADJOINT"})
  void adjointsAreTransposed(WinogradTransform transform, WinogradTransform adjoint) {
    float[][] x = draw(transform.inputs());
    float[][] y = draw(transform.outputs());

    assertThat(inner(apply(transform, x), y))
        .isCloseTo(inner(x, apply(adjoint, y)), within(ROUNDING * VALUES));
  }

  private float[][] draw(int vectors) {
    float[][] drawn = new float[vectors][VALUES];
    for (float[] vector : drawn) {
      for (int i = 0; i < VALUES; i++) {
        vector[i] = random.nextFloat() * 2 - 1;
      }
    }
    return drawn;
  }

  private static float[][] apply(WinogradTransform transform, float[][] from) {
    float[][] to = new float[transform.outputs()][VALUES];
    transform.apply(from, to, VALUES);
    return to;
  }

  private static double inner(float[][] a, float[][] b) {
    assertThat(a.length).isEqualTo(b.length);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      for (int i = 0; i < VALUES; i++) {
        sum += (double) a[k][i] * b[k][i];
      }
    }
    return sum;
  }
}
