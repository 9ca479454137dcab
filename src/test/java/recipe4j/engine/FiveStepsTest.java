package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import recipe4j.engine.onednn.Poison;

/**
 * Trainings of several steps agree with DL4J's layers, for any kinds of first and second layer.
 *
 * @see FiveSteps
 */
@Tag("native")
class FiveStepsTest {
  /** A max pooling whose maxima's places are 450 bytes, no multiple of a float's. */
  private static final int MAXIMA_OF_ODD_SIZE = 124;

  private final Map<LayerKind, double[]> worst = new EnumMap<>(LayerKind.class);
  private int illConditioned;

  @BeforeEach
  void poison() {
    for (LayerKind kind : LayerKind.values()) {
      worst.put(kind, new double[5]);
    }
  }

  @AfterEach
  void clean() {
    Poison.enable(false);
  }

  @Test
  void agreeWithDl4j() {
    int kinds = LayerKind.values().length;
    for (int i = 0; i < 2 * kinds; i++) { // every kind in either place, on one thread and on two
      int second = (i % kinds * 7 + i / kinds * 3) % kinds;
      check(i % kinds + second * kinds + i / kinds * kinds * kinds);
    }
    check(MAXIMA_OF_ODD_SIZE);
    assertThat(illConditioned).isLessThan(4);
    assertThat(worst.values()).allSatisfy(figures -> assertThat(figures[4]).isBetween(3.0, 5.0));
  }

  @Test
  @Tag("slow")
  void agreeWithDl4jForAThousandNetworks(TestReporter reporter) {
    for (int number = 0; number < 1000; number++) {
      check(number);
    }
    StringBuilder table = new StringBuilder("largest relative differences\n");
    table.append(
        "%-18s %9s %9s %9s %9s%n"
            .formatted("kind", "1st loss", "gradient", "2nd loss", "gradient"));
    worst.forEach(
        (kind, figures) ->
            table.append(
                "%-18s %9.1e %9.1e %9.1e %9.1e%n"
                    .formatted(
                        kind.name().toLowerCase(Locale.ROOT),
                        figures[0],
                        figures[1],
                        figures[2],
                        figures[3])));
    table.append("of 7000 steps, ill-conditioned: " + illConditioned);
    reporter.publishEntry(table.toString());
    assertThat(illConditioned).isLessThan(70);
  }

  private void check(int number) {
    RandomStack stack = RandomStack.of(number);
    int round = number / LayerKind.values().length / LayerKind.values().length;
    Poison.enable((number / LayerKind.values().length + round / 2) % 2 == 0);
    try (FiveSteps steps = new FiveSteps(stack, 1 + (number + round) % 2).run()) {
      illConditioned += steps.illConditioned();
      note(stack.first(), 0, steps);
      if (stack.first() != LayerKind.OUTPUT) {
        note(stack.second(), 2, steps);
      }
    }
  }

  private void note(LayerKind kind, int at, FiveSteps steps) {
    double[] figures = worst.get(kind);
    figures[at] = Math.max(figures[at], steps.lossError());
    figures[at + 1] = Math.max(figures[at + 1], steps.gradientError());
    figures[4]++;
  }
}
