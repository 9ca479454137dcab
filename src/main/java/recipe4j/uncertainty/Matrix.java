package recipe4j.uncertainty;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** A matrix in one array, row by row. Immutable. */
public final class Matrix {
  private final double[] values;
  private final int rows;
  private final int columns;

  /** Takes the array over without a copy. */
  public Matrix(double[] values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /** Copies and checks the shape; {@code what} names the values in an error, as "logits". */
  static Matrix copyOf(double[][] values, String what) {
    int columns = columns(values.length, values.length == 0 ? 0 : values[0].length, what);
    double[] flat = new double[Math.multiplyExact(values.length, columns)];
    for (int i = 0; i < values.length; i++) {
      checkLength(values[i].length, columns, i, what);
      System.arraycopy(values[i], 0, flat, i * columns, columns);
    }
    return new Matrix(flat, values.length, columns);
  }

  static Matrix copyOf(float[][] values, String what) {
    double[][] wide = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      wide[i] = new double[values[i].length];
      for (int j = 0; j < wide[i].length; j++) {
        wide[i][j] = values[i][j];
      }
    }
    return copyOf(wide, what);
  }

  private static int columns(int rows, int columns, String what) {
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException(
          "%s need at least one sample and one class, found %s and %s"
              .formatted(what, rows, columns));
    }
    return columns;
  }

  private static void checkLength(int found, int expected, int row, String what) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s need as many classes for every sample, found %s for sample %s and %s for sample 0"
              .formatted(what, found, row, expected));
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return values[offset(row) + Objects.checkIndex(column, columns)];
  }

  double[] row(int row) {
    int from = offset(row);
    return Arrays.copyOfRange(values, from, from + columns);
  }

  int argmax(int row) {
    int from = offset(row);
    int best = 0;
    for (int j = 1; j < columns; j++) {
      if (values[from + j] > values[from + best]) {
        best = j;
      }
    }
    return best;
  }

  Matrix select(int... wanted) {
    if (wanted.length == 0) {
      throw new IllegalArgumentException("a selection needs at least one sample, found none");
    }
    double[] flat = new double[Math.multiplyExact(wanted.length, columns)];
    for (int i = 0; i < wanted.length; i++) {
      System.arraycopy(values, offset(wanted[i]), flat, i * columns, columns);
    }
    return new Matrix(flat, wanted.length, columns);
  }

  Matrix first(int n) {
    return select(IntStream.range(0, Math.min(n, rows)).toArray());
  }

  private int offset(int row) {
    return Objects.checkIndex(row, rows) * columns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * columns + Arrays.hashCode(values);
  }
}
