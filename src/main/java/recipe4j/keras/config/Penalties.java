package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/**
 * What the regularizers of a layer add to the loss: {@code l1 sum |w| + l2 sum w²} of the kernel
 * and of the bias (keras/src/regularizers/regularizers.py). DL4J's L2 has half of that sum.
 *
 * @param kernel of the weights
 * @param bias of the bias
 */
public record Penalties(Penalty kernel, Penalty bias) {
  /** The fields of a layer that are read. */
  static final List<String> FIELDS = List.of("kernel_regularizer", "bias_regularizer");

  private static final double DEFAULT = 0.01;

  /**
   * Of one array of weights.
   *
   * @param l1 factor of the absolute values, 0 for none
   * @param l2 factor of the squares, 0 for none
   */
  public record Penalty(double l1, double l2) {
    /** None. */
    public static final Penalty NONE = new Penalty(0, 0);

    List<Regularization> regularization() {
      List<Regularization> all = new ArrayList<>();
      if (l1 > 0) {
        all.add(new L1Regularization(l1));
      }
      if (l2 > 0) {
        all.add(new L2Regularization(2 * l2));
      }
      return all;
    }

    @Nullable ObjectNode json() {
      if (equals(NONE)) {
        return null;
      }
      ObjectNode node = ModelWriter.object().put("module", "keras.regularizers");
      node.put("class_name", "L1L2").putNull("registered_name");
      node.set("config", ModelWriter.object().put("l1", l1).put("l2", l2));
      return node;
    }
  }

  /** Whether there are any. */
  public boolean isEmpty() {
    return kernel.equals(Penalty.NONE) && bias.equals(Penalty.NONE);
  }

  /**
   * Reads those of a layer.
   *
   * @param node with {@code class_name} and {@code config}
   * @param label of the layer, for errors
   * @throws KerasFormatException for other regularizers
   */
  public static Penalties read(JsonNode node, String label) throws KerasFormatException {
    return new Penalties(
        penalty(node.path("config"), FIELDS.get(0), label),
        penalty(node.path("config"), FIELDS.get(1), label));
  }

  private static Penalty penalty(JsonNode config, String field, String label)
      throws KerasFormatException {
    JsonNode given = config.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return Penalty.NONE;
    }
    String name = given.isTextual() ? given.asText() : given.path("class_name").asText();
    ConfigFields fields =
        ConfigFields.of(
            "%s: the %s %s".formatted(label, field, UntrustedText.brief(name)),
            given.isTextual() ? ModelWriter.object() : given,
            ConfigFields.READ_UNCOMPILED);
    String kind = name.toLowerCase(Locale.ROOT);
    if (!Origin.isKeras(given) || !List.of("l1", "l2", "l1l2", "l1_l2").contains(kind)) {
      throw fields.wrong("its class", "L1, L2 or L1L2 of Keras", name);
    }
    double ifMissing = kind.length() > 2 && !given.isTextual() ? 0 : DEFAULT;
    double l1 = kind.equals("l2") ? 0 : fields.float32("l1", ifMissing);
    double l2 = kind.equals("l1") ? 0 : fields.float32("l2", ifMissing);
    if (l1 < 0 || l2 < 0) {
      throw fields.wrong("l1 and l2", "at least 0", Math.min(l1, l2));
    }
    fields.requireAllRead();
    return new Penalty(l1, l2);
  }

  /** Sets them in a layer of DL4J's. */
  public void set(BaseLayer layer) {
    layer.setRegularization(kernel.regularization());
    layer.setRegularizationBias(bias.regularization());
  }

  /** {@return those of a layer of DL4J's; null if it has other regularization} */
  public static @Nullable Penalties of(BaseLayer layer) {
    Penalty kernel = of(layer.getRegularization());
    Penalty bias = of(layer.getRegularizationBias());
    return kernel == null || bias == null ? null : new Penalties(kernel, bias);
  }

  private static @Nullable Penalty of(@Nullable List<Regularization> all) {
    double l1 = 0;
    double l2 = 0;
    for (Regularization one : all == null ? List.<Regularization>of() : all) {
      if (one.getClass() == L1Regularization.class
          && ((L1Regularization) one).getL1() instanceof FixedSchedule schedule) {
        l1 += value(schedule);
      } else if (one.getClass() == L2Regularization.class
          && ((L2Regularization) one).getL2() instanceof FixedSchedule schedule) {
        l2 += value(schedule) / 2;
      } else {
        return null;
      }
    }
    return new Penalty(l1, l2);
  }

  private static double value(ISchedule schedule) {
    return schedule.valueAt(0, 0);
  }

  /** Adds them to the configuration of a layer. */
  void write(ObjectNode config) {
    config.set(FIELDS.get(0), kernel.json());
    config.set(FIELDS.get(1), bias.json());
  }
}
