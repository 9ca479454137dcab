package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import recipe4j.engine.loss.DelegatedLoss;
import recipe4j.engine.loss.LossTarget;
import recipe4j.engine.loss.OutputLoss;
import recipe4j.engine.loss.OutputLosses;
import recipe4j.engine.loss.SigmoidCrossEntropy;
import recipe4j.engine.loss.SoftmaxCrossEntropy;

/**
 * Values and gradients of Keras 3.15.1 on TensorFlow 2.21: {@code binary_crossentropy} behind a
 * sigmoid and {@code categorical_crossentropy} behind a softmax, one row of three outputs.
 */
@Tag("native")
class CrossEntropyTest {
  private static final double TOLERANCE = 1e-6;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 -20 3    | 0 1 1    | 13.3495293 | 0.3333333 -0.3333333 -0.0158086",
        "-20 20 0    | 1 0 .5   | 13.5643816 | -0.3333333 0.3333333 0",
        "1e4 -1e4 88 | 0 1 1    | 6666.66650 | 0.3333333 -0.3333333 0",
        "1e4 -1e4 -104 | 1 0 1  | 34.6666679 | 0 0 -0.3333333",
        "1e30 -1e30 3e38 | 0 1 0 | 1e38      | 0.3333333 -0.3333333 0.3333333",
        "2 -3 .5     | 2 -1 255 | -43.783466 | -0.3730676 0.3491420 -84.792511",
        "2 -3 .5     | .1 .9 .3 | 1.83319747 | 0.2602657 -0.2841914 0.1074864",
        "16 -16 17   | 0 1 1    | 10.6666670 | 0.3333333 -0.3333333 -1.37998e-8",
        "1e-8 -1e-8 0 | 0 1 1   | 0.69314718 | 0.1666667 -0.1666667 -0.1666667",
        "Infinity -Infinity 0 | 0 1 1 | NaN  | 0.3333333 -0.3333333 -0.1666667",
        "Infinity -Infinity 0 | 1 0 1 | NaN  | 0 0 -0.1666667",
        "NaN 1 0     | 1 0 1    | NaN        | NaN 0.2436862 -0.1666667"
      })
  void binary(String logits, String labels, double loss, String gradient) {
    float[] thirds = {1 / 3f, 1 / 3f, 1 / 3f}; // Keras takes the mean of the outputs
    check(new SigmoidCrossEntropy(thirds), logits, labels, loss, gradient);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 -20 3   | 0 1 0   | 40         | 1 -1 4.1399e-8",
        "1e4 -1e4 0 | 0 1 0   | 20000      | 1 -1 0",
        "1e4 -1e4 0 | 1 0 0   | 0          | 0 0 0",
        "1e30 -1e30 3e38 | 0 1 0 | 3e38    | 0 -1 1",
        "3e38 3e38 0 | 0 1 0  | 0.69314718 | 0.5 -0.5 0",
        "1 2 3      | 1 1 0   | 3.81521177 | -0.9099694 -0.7552716 0.6652409",
        "1 2 3      | 0 0 0   | 0          | 0.0900306 0.2447285 0.6652409",
        "1 2 3      | .2 .3 .5 | 1.1076059 | -0.1099694 -0.0552715 0.1652409",
        "1 2 3      | 2 -1 0  | 3.40760589 | -1.9099694 1.2447284 0.6652409",
        "1 2 3      | 0 0 7   | 2.85324168 | 0.0900306 0.2447285 -6.3347592",
        "50 0 0     | 1 0 0   | 0          | 0 1.92875e-22 1.92875e-22",
        "Infinity 1 0 | 1 0 0 | NaN        | NaN NaN NaN",
        "-Infinity 1 0 | 0 1 0 | 0.31326163 | 0 -0.2689414 0.2689414",
        "-Infinity 1 0 | 1 0 0 | Infinity  | -1 0.7310586 0.2689414",
        "NaN 1 0    | 0 1 0   | NaN        | NaN NaN NaN"
      })
  void categorical(String logits, String labels, double loss, String gradient) {
    check(new SoftmaxCrossEntropy(null), logits, labels, loss, gradient);
  }

  private static void check(
      OutputLoss head, String logits, String labels, double loss, String gradient) {
    LossTarget target = new LossTarget(head, floats(labels), null, new float[3], new float[3]);
    double found = head.apply(target, floats(logits), 0, 1, 3);
    if (Double.isNaN(loss) || Double.isInfinite(loss)) {
      assertThat(found).isEqualTo(Double.valueOf(loss));
    } else {
      assertThat(found).isCloseTo(loss, within(TOLERANCE * Math.max(1, Math.abs(loss))));
    }
    float[] expected = floats(gradient);
    for (int i = 0; i < expected.length; i++) {
      if (Float.isNaN(expected[i])) {
        assertThat(target.gradient()[i]).isNaN();
      } else {
        double size = Math.max(1, Math.abs(expected[i]));
        assertThat((double) target.gradient()[i])
            .as("gradient %d", i)
            .isCloseTo(expected[i], within(TOLERANCE * size));
      }
    }
    float[] outputs = new float[3];
    head.activate(floats(logits), outputs, 0, 1, 3);
    assertThat(target.outputs()).containsExactly(outputs);
  }

  private static float[] floats(String text) {
    String[] words = text.strip().split(" +", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  @Test
  void leavesAWiderClippingThanDl4jsDefaultToDl4j() {
    assertThat(OutputLosses.of(new LossMCXENT(0.1, null), new ActivationSoftmax()))
        .isInstanceOf(DelegatedLoss.class);
    assertThat(OutputLosses.of(new LossBinaryXENT(0.1), new ActivationSigmoid()))
        .isInstanceOf(DelegatedLoss.class);
    assertThat(
            Arrays.asList(
                OutputLosses.of(new LossMCXENT(0, null), new ActivationSoftmax()),
                OutputLosses.of(new LossBinaryXENT(0), new ActivationSigmoid())))
        .hasExactlyElementsOfTypes(SoftmaxCrossEntropy.class, SigmoidCrossEntropy.class);
  }
}
