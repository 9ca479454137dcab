package recipe4j.uncertainty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

class ConformalSetsTest {
  @Test
  void theWorkedExample() {
    double[][] p = {{0.9, 0.05, 0.05}, {0.5, 0.3, 0.2}, {0.6, 0.3, 0.1}, {0.7, 0.25, 0.05}};
    Probabilities probabilities = Probabilities.of(p);
    ConformalSets sets = ConformalSets.fit(probabilities, 0, 1, 1, 1);
    assertThat(sets.left().get(ConformalSets.LEVELS.indexOf(0.6))).isEqualTo(0.1);
    assertThat(sets.of(probabilities, 1, 0.6, false)).containsExactly(0, 1);
    assertThat(sets.of(probabilities, 3, 0.6, false)).containsExactly(0);
    assertThat(sets.of(probabilities, 3, 0.99, false)).containsExactly(0, 1, 2);
    Probabilities two = Probabilities.of(new double[][] {{0.7, 0.3}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sets.of(two, 0, 0.6, false))
        .withMessage("conformal sets were fitted for 3 classes, found 2");
  }

  @Test
  void anAccurateModelNamesOneClass() {
    Random random = new Random(2);
    SimulatedLogits held = SimulatedLogits.of(1000, 5, 12, random);
    Probabilities p = held.logits().softmax();
    ConformalSets sets = ConformalSets.fit(p, held.labels());
    assertThat(IntStream.range(0, 1000).filter(i -> sets.of(p, i, 0.95, false).size() == 1))
        .hasSize(1000);
  }

  /** crepes, for all classes and class by class: src/test/python/conformal_fixtures.py. */
  @ParameterizedTest
  @ValueSource(strings = {"0.61", "0.93", "0.97"})
  void agreesWithCrepes(String level) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode json;
    try (InputStream in = getClass().getResourceAsStream("sets.json")) {
      json = mapper.readTree(in);
    }
    Probabilities p =
        Logits.of(mapper.treeToValue(json.path("logits"), double[][].class)).softmax();
    int[] labels = mapper.treeToValue(json.path("labels"), int[].class);
    int fitted = json.path("fitted").intValue();
    int[] rows = IntStream.range(0, fitted).toArray();
    ConformalSets sets =
        ConformalSets.fit(p.select(rows), IntStream.of(rows).map(i -> labels[i]).toArray());
    for (boolean byClass : new boolean[] {false, true}) {
      JsonNode expected = json.path(byClass ? "by_class" : "marginal").path(level);
      assertThat(expected.size()).isEqualTo(100);
      for (int i = 0; i < 100; i++) {
        TreeSet<Integer> wanted = new TreeSet<>(List.of(p.argmax(fitted + i)));
        for (int c = 0; c < p.classes(); c++) {
          if (expected.get(i).get(c).intValue() == 1) {
            wanted.add(c);
          }
        }
        assertThat(new TreeSet<>(sets.of(p, fitted + i, Double.parseDouble(level), byClass)))
            .isEqualTo(wanted);
      }
    }
  }

  /** Mean coverage of 200 splits; the standard error of a mean is below 0.002. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.9, 0.95})
  void coversAsOftenAsSaidOn200RandomSplits(double coverage) {
    Random random = new Random(1);
    double[] covered = new double[6];
    double[] images = new double[6];
    for (int split = 0; split < 200; split++) {
      SimulatedLogits all = SimulatedLogits.of(1000, 5, 2, random);
      SimulatedLogits held = all.part(0, 500);
      ConformalSets sets = ConformalSets.fit(held.logits().softmax(), held.labels());
      SimulatedLogits fresh = all.part(500, 1000);
      Probabilities p = fresh.logits().softmax();
      for (int i = 0; i < 500; i++) {
        int label = fresh.labels()[i];
        covered[label] += sets.of(p, i, coverage, true).contains(label) ? 1 : 0;
        images[label]++;
        covered[5] += sets.of(p, i, coverage, false).contains(label) ? 1 : 0;
        images[5]++;
      }
    }
    assertThat(covered[5] / images[5]).isLessThan(coverage + 0.05); // and not by naming all
    for (int c = 0; c < 6; c++) { // every class by itself, then all
      assertThat(covered[c] / images[c]).isGreaterThan(coverage - 0.006);
    }
  }

  @Test
  void tooFewImagesOfAClassNameIt() {
    double[][] p = {{0.9, 0.1}, {0.8, 0.2}};
    ConformalSets sets = ConformalSets.fit(Probabilities.of(p), 0, 0);
    assertThat(sets.of(Probabilities.of(p), 0, 0.9, true)).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1, 0.9995, Double.NaN})
  void refusesACoverageOutOfRange(double coverage) {
    Probabilities p = Probabilities.of(new double[][] {{0.9, 0.1}});
    ConformalSets sets = ConformalSets.fit(p, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sets.of(p, 0, coverage, false))
        .withMessage("coverage must be above 0 and at most 0.999, found " + coverage);
  }
}
