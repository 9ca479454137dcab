package recipe4j.keras.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import recipe4j.optimizer.AdagradRule;
import recipe4j.optimizer.AdamaxRule;
import recipe4j.optimizer.AmsGradRule;
import recipe4j.optimizer.ExtendedOptimizer;
import recipe4j.optimizer.NadamRule;
import recipe4j.optimizer.RmsPropRule;
import recipe4j.optimizer.RuleOptimizer;

/**
 * The arrays that an optimizer keeps of each weight, in Keras's order.
 *
 * @param names of each kind of array in Keras's files
 * @param together how many of them, the first ones, stand side by side for each weight; of the
 *     others all weights' stand together
 */
public record Slots(List<List<String>> names, int together) {
  private static final List<String> MEAN = List.of("momentum", "m");
  private static final List<String> SQUARE = List.of("velocity", "v");

  /** Of the optimizer of a network; one array without a name for those that keep one or none. */
  public static Slots of(@Nullable IUpdater any) {
    IUpdater updater = ExtendedOptimizer.within(any);
    if (updater instanceof Adam) {
      return new Slots(List.of(MEAN, SQUARE), 2);
    }
    if (updater instanceof RuleOptimizer ruled) {
      if (ruled.rule() instanceof AmsGradRule) {
        return new Slots(List.of(MEAN, SQUARE, List.of("velocity_hat", "vhat")), 2);
      } else if (ruled.rule() instanceof NadamRule) {
        return new Slots(List.of(MEAN, SQUARE), 2);
      } else if (ruled.rule() instanceof AdamaxRule) {
        return new Slots(List.of(MEAN, List.of("norm", "u", "v")), 2);
      } else if (ruled.rule() instanceof RmsPropRule rms && rms.arrays() > 1) {
        List<String> mean = List.of("average_gradient", "mg");
        List<String> momentum = List.of("momentum");
        return rms.arrays() == 3
            ? new Slots(List.of(SQUARE, momentum, mean), 1)
            : new Slots(List.of(SQUARE, rms.centered() ? mean : momentum), 1);
      } else if (ruled.rule() instanceof AdagradRule) {
        return new Slots(List.of(List.of("accumulator")), 1);
      }
    }
    return new Slots(List.of(List.of()), 1);
  }

  /** How many arrays a weight has. */
  public int count() {
    return names.size();
  }

  /**
   * {@return which kind of array a name stands for, -1 where it does not tell: before Keras 2.11
   * {@code Adam/dense/kernel/m:0}, then {@code Adam/m/dense/kernel:0}, in Keras 3 {@code
   * ..._kernel_momentum}}
   */
  public int kind(String name) {
    String[] parts = name.replaceFirst(":0$", "").split("/", -1);
    String last = parts[parts.length - 1];
    String second = parts.length > 2 ? parts[1] : "";
    for (int kind = 0; kind < names.size(); kind++) {
      for (String one : names.get(kind)) {
        if (last.equals(one) || second.equals(one) || last.endsWith("_" + one)) {
          return kind;
        }
      }
    }
    return -1;
  }
}
