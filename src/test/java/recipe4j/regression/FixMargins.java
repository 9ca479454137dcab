package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the margins of a set of curves, from Keras's runs alone: {@code FixMargins NAME}. */
final class FixMargins {
  private FixMargins() {}

  /** The name is one of {@link RecordedCurves}. */
  public static void main(String[] args) throws IOException {
    RecordedCurves curves = RecordedCurves.valueOf(args[0]);
    curves
        .marginsByRule()
        .save(
            Path.of("src/test/resources/recipe4j/regression/keras").resolve(curves.marginsName()));
  }
}
