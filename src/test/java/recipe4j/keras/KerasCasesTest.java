package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

/**
 * Keras files of other people, in the folder that RECIPE4J_CASES names: each gives and trains what
 * Keras recorded, or is refused in a line that names the reason. None is accepted and then computes
 * something else.
 */
@Tag("slow")
class KerasCasesTest {
  private static final double OUTPUTS = 1e-5;

  /**
   * Of half precision, 2^-11 a value: weights of a file, whose outputs are of those before, and
   * what Keras computes by a mixed policy.
   */
  private static final Set<String> ROUNDED =
      Set.of("keras/h5-repacked/f2.h5", "keras/common-models-refused/policy_mixed_float16.keras");

  private static final double ROUNDED_OUTPUTS = 1e-3;
  private static final double LOSSES = 1e-4;
  private static final double AFTER = 2e-3; // Keras's own move so if weights change by 1e-7

  /** What came of a case on an engine: equal, refused or WRONG, and in what. */
  record Outcome(String name, EngineKind engine, String what, String detail) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-7s %-4s %-45s %s", what, engine, name, detail);
    }
  }

  @TestFactory
  Stream<DynamicTest> computesWhatKerasDoesOrRefuses() throws IOException {
    String folder = System.getenv("RECIPE4J_CASES");
    assumeTrue(folder != null, "RECIPE4J_CASES names no folder of cases");
    List<DynamicTest> tests = new ArrayList<>();
    for (KerasCase one : KerasCase.of(Path.of(folder))) {
      for (EngineKind engine : List.of(EngineKind.AUTO, EngineKind.DL4J)) {
        tests.add(
            DynamicTest.dynamicTest(
                one.name() + " " + engine,
                () -> assertThat(outcome(one, engine)).asString().doesNotStartWith("WRONG")));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  static Outcome outcome(KerasCase one, EngineKind engine) throws IOException {
    MultiLayerNetwork net;
    try {
      net = KerasFile.read(one.file(), engine, EngineOptions.defaults());
    } catch (KerasFormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n").contains(one.file().toString());
      String reason = e.getMessage().substring(one.file().toString().length());
      return new Outcome(one.name(), engine, "refused", reason);
    }
    float[] found = outputs(net, one);
    double tolerance = ROUNDED.contains(one.name()) ? ROUNDED_OUTPUTS : OUTPUTS;
    String outputs = differs(one.before(), found, tolerance);
    if (!outputs.isEmpty()) { // of a loss on logits, the network gives probabilities
      boolean probabilities =
          differs(softmax(one.before(), found.length / one.rows()), found, OUTPUTS).isEmpty()
              || differs(sigmoid(one.before()), found, OUTPUTS).isEmpty();
      outputs = probabilities ? "" : outputs;
    }
    if (!outputs.isEmpty()) {
      return new Outcome(one.name(), engine, "WRONG", "outputs " + outputs);
    }
    if (one.stochastic()) {
      return new Outcome(one.name(), engine, "equal", "outputs, training is random");
    }
    if (one.losses().isEmpty()) {
      return new Outcome(one.name(), engine, "equal", "outputs, no losses recorded");
    }
    for (int step = 0; step < one.losses().size(); step++) {
      boolean last = step == one.losses().size() - 1;
      if (last && one.after().length > 0) {
        String after = differs(one.after(), outputs(net, one), AFTER);
        if (!after.isEmpty()) {
          return new Outcome(one.name(), engine, "WRONG", "outputs after " + step + " " + after);
        }
      }
      int batch = step % one.inputs().size();
      net.fit(new DataSet(one.inputs().get(batch), one.labels().get(batch)));
      double keras = one.losses().get(step);
      boolean recorded = keras != 0;
      double error = Math.abs(net.score() - keras) / Math.abs(keras);
      if (recorded && !(error <= LOSSES)) {
        String detail =
            "loss of step %d: Keras %.6g, here %.6g".formatted(step, keras, net.score());
        return new Outcome(one.name(), engine, "WRONG", detail);
      }
    }
    return new Outcome(one.name(), engine, "equal", one.losses().size() + " losses");
  }

  private static float[] softmax(float[] logits, int width) {
    float[] values = new float[logits.length];
    for (int start = 0; start < logits.length; start += width) {
      double sum = 0;
      for (int i = start; i < start + width; i++) {
        sum += Math.exp(logits[i]);
      }
      for (int i = start; i < start + width; i++) {
        values[i] = (float) (Math.exp(logits[i]) / sum);
      }
    }
    return values;
  }

  private static float[] sigmoid(float[] logits) {
    float[] values = new float[logits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return values;
  }

  static float[] outputs(MultiLayerNetwork net, KerasCase one) {
    return net.output(one.inputs().get(0)).dup('c').data().asFloat();
  }

  private static String differs(float[] keras, float[] here, double tolerance) {
    if (keras.length != here.length) {
      return "Keras %d, here %d".formatted(keras.length, here.length);
    }
    for (int i = 0; i < keras.length; i++) {
      if (!(Math.abs(keras[i] - here[i]) <= tolerance * Math.max(1, Math.abs(keras[i])))) {
        return "Keras %.7g, here %.7g".formatted(keras[i], here[i]);
      }
    }
    return "";
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    List<KerasCase> cases = new ArrayList<>();
    for (String folder : arguments) {
      cases.addAll(KerasCase.of(Path.of(folder)));
    }
    for (KerasCase one : cases) {
      for (EngineKind engine : List.of(EngineKind.AUTO, EngineKind.DL4J)) {
        try {
          System.out.println(outcome(one, engine));
        } catch (RuntimeException e) {
          System.out.println(new Outcome(one.name(), engine, "WRONG", e.toString()));
          e.printStackTrace();
        }
      }
    }
  }
}
