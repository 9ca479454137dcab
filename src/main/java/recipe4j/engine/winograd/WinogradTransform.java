package recipe4j.engine.winograd;

/**
 * The one-dimensional transforms of the Winograd convolution F(4, 3), and their adjoints for the
 * backward pass: four neighbouring outputs of a kernel of three weights, from six inputs, by six
 * products instead of twelve (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
 * 2016). Input and kernel are polynomials, multiplied by their values at six points.
 *
 * <p>The points are 0, a, -a, b, -b and infinity. Lavin and Gray take a = 1 and b = 2; 3/4 and 3/2
 * halve the rounding error, which grows with the spread of the points' powers (Barabasz, Anderson,
 * Soodhalter and Gregg, "Error Analysis and Improving the Accuracy of Winograd Convolution for Deep
 * Neural Networks", 2020), and are exact in binary.
 *
 * <p>A transform works on vectors, element by element. Java's compiler turns its loops into vector
 * instructions only if they read few arrays, each by a name of its own and from index 0 on: hence
 * methods of more than seven parameters.
 */
enum WinogradTransform {
  /** 6 inputs to 6 points. */
  INPUT(6, 6) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      three(from[0], from[2], from[4], A2 * B2, -(A2 + B2), to[0], n);
      butterfly(from[4], from[2], from[3], from[1], 1, -B2, A, -A * B2, to[1], to[2], n);
      butterfly(from[4], from[2], from[3], from[1], 1, -A2, B, -B * A2, to[3], to[4], n);
      three(from[1], from[3], from[5], A2 * B2, -(A2 + B2), to[5], n);
    }
  },

  /** The gradient at 6 points to that of 6 inputs. */
  INPUT_ADJOINT(6, 6) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      scaled(from[0], A2 * B2, to[0], n);
      differences(from, -A * B2, -B * A2, A2 * B2, from[5], to[1], n);
      sums(from, -B2, -A2, -(A2 + B2), from[0], to[2], n);
      differences(from, A, B, -(A2 + B2), from[5], to[3], n);
      sums(from, 1, 1, 1, from[0], to[4], n);
      System.arraycopy(from[5], 0, to[5], 0, n);
    }
  },

  /** 6 points to 4 outputs. */
  OUTPUT(6, 4) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      sums(from, 1, 1, 1, from[0], to[0], n);
      differences(from, A, B, 0, from[5], to[1], n);
      sums(from, A2, B2, 0, from[0], to[2], n);
      differences(from, A * A2, B * B2, 1, from[5], to[3], n);
    }
  },

  /** The gradient of 4 outputs to that at 6 points. */
  OUTPUT_ADJOINT(4, 6) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      System.arraycopy(from[0], 0, to[0], 0, n);
      butterfly(from[0], from[2], from[1], from[3], 1, A2, A, A * A2, to[1], to[2], n);
      butterfly(from[0], from[2], from[1], from[3], 1, B2, B, B * B2, to[3], to[4], n);
      System.arraycopy(from[3], 0, to[5], 0, n);
    }
  },

  /** 3 weights to 6 points. */
  KERNEL(3, 6) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      scaled(from[0], AT_ZERO, to[0], n);
      butterfly(from[0], from[2], from[1], from[1], AT_A, AT_A * A2, AT_A * A, 0, to[1], to[2], n);
      butterfly(from[0], from[2], from[1], from[1], AT_B, AT_B * B2, AT_B * B, 0, to[3], to[4], n);
      System.arraycopy(from[2], 0, to[5], 0, n);
    }
  },

  /** The gradient at 6 points to that of 3 weights. */
  KERNEL_ADJOINT(6, 3) {
    @Override
    void apply(float[][] from, float[][] to, int n) {
      sums(from, AT_A, AT_B, AT_ZERO, from[0], to[0], n);
      differences(from, AT_A * A, AT_B * B, 0, from[5], to[1], n);
      sums(from, AT_A * A2, AT_B * B2, 1, from[5], to[2], n);
    }
  };

  private static final float A = 0.75f;
  private static final float B = 1.5f;
  private static final float A2 = A * A;
  private static final float B2 = B * B;

  /** Lagrange's denominators: the product of a point's distances from the others. */
  private static final float AT_ZERO = 1 / (A2 * B2);

  private static final float AT_A = 1 / (2 * A2 * (A2 - B2));
  private static final float AT_B = 1 / (2 * B2 * (B2 - A2));

  private final int inputs;
  private final int outputs;

  WinogradTransform(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  /**
   * Transforms.
   *
   * @param from as many vectors as there are inputs
   * @param to receives as many as there are outputs; other arrays
   * @param n how many elements of each
   */
  abstract void apply(float[][] from, float[][] to, int n);

  private static void scaled(float[] a, float x, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = x * a[i];
    }
  }

  /** x a + y b + c. */
  private static void three(float[] a, float[] b, float[] c, float x, float y, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = x * a[i] + y * b[i] + c[i];
    }
  }

  /** The sum and the difference of w a + x b and y c + z d. */
  private static void butterfly(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float w,
      float x,
      float y,
      float z,
      float[] sum,
      float[] difference,
      int n) {
    for (int i = 0; i < n; i++) {
      float even = w * a[i] + x * b[i];
      float odd = y * c[i] + z * d[i];
      sum[i] = even + odd;
      difference[i] = even - odd;
    }
  }

  /** x times the sum of points 1 and 2, y times that of 3 and 4, and z a. */
  private static void sums(
      float[][] points, float x, float y, float z, float[] a, float[] to, int n) {
    sums(points[1], points[2], points[3], points[4], x, y, z, a, to, n);
  }

  private static void sums(
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float x,
      float y,
      float z,
      float[] a,
      float[] to,
      int n) {
    for (int i = 0; i < n; i++) {
      to[i] = z * a[i] + x * (b[i] + c[i]) + y * (d[i] + e[i]);
    }
  }

  /** x times the difference of points 1 and 2, y times that of 3 and 4, and z a. */
  private static void differences(
      float[][] points, float x, float y, float z, float[] a, float[] to, int n) {
    differences(points[1], points[2], points[3], points[4], x, y, z, a, to, n);
  }

  private static void differences(
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float x,
      float y,
      float z,
      float[] a,
      float[] to,
      int n) {
    for (int i = 0; i < n; i++) {
      to[i] = z * a[i] + x * (b[i] - c[i]) + y * (d[i] - e[i]);
    }
  }
}
