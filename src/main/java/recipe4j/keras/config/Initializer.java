package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/**
 * One of Keras's initializers, with Keras's formulas
 * (keras/src/initializers/random_initializers.py) and random numbers of our own.
 *
 * @param distribution constant, uniform, normal or truncated_normal
 * @param first the constant, the lower bound or the mean
 * @param second the upper bound or the standard deviation
 * @param scale of the variance, which then follows from the sizes of the weights; 0 for the others
 * @param mode of the scale: fan_in, fan_out or fan_avg
 */
record Initializer(String distribution, double first, double second, double scale, String mode) {
  private static final String CONSTANT = "constant";
  private static final String UNIFORM = "uniform";
  private static final String NORMAL = "normal";
  private static final String TRUNCATED = "truncated_normal";
  private static final List<String> MODES = List.of("fan_in", "fan_out", "fan_avg");

  /** Of a standard normal distribution, cut at two standard deviations; Keras divides by it. */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  private static final String KNOWN =
      "zeros, ones, constant, random_normal, random_uniform, truncated_normal, variance_scaling, or glorot, he or lecun with _uniform or _normal";

  /**
   * Reads one.
   *
   * @param node a name, or {@code class_name} and {@code config}
   * @param label what is initialised, for errors
   */
  static Initializer of(JsonNode node, String label) throws KerasFormatException {
    String className = node.isTextual() ? node.asText() : node.path("class_name").asText();
    boolean foreign = node.isObject() && !Origin.isKeras(node);
    ConfigFields fields =
        new ConfigFields(
            "the initializer of the " + label, node.path("config"), "change the description");
    fields.ignore("seed", "dtype", "input_axis", "output_axis");
    String plain = className.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    Initializer read =
        switch (foreign ? "" : plain) {
          case "zeros", "zero" -> constant(0);
          case "ones", "one" -> constant(1);
          case CONSTANT -> constant(fields.number("value", 0));
          case "random_normal", NORMAL ->
              normal(NORMAL, fields.number("mean", 0), fields.number("stddev", 0.05));
          case TRUNCATED ->
              normal(TRUNCATED, fields.number("mean", 0), fields.number("stddev", 0.05));
          case "random_uniform", UNIFORM ->
              new Initializer(
                  UNIFORM, fields.number("minval", -0.05), fields.number("maxval", 0.05), 0, "");
          case "variance_scaling" ->
              scaled(
                  fields.number("scale", 1),
                  fields.text("mode", "fan_in"),
                  fields.text("distribution", TRUNCATED));
          case "glorot_uniform" -> scaled(1, "fan_avg", UNIFORM);
          case "glorot_normal" -> scaled(1, "fan_avg", TRUNCATED);
          case "he_uniform" -> scaled(2, "fan_in", UNIFORM);
          case "he_normal" -> scaled(2, "fan_in", TRUNCATED);
          case "lecun_uniform" -> scaled(1, "fan_in", UNIFORM);
          case "lecun_normal" -> scaled(1, "fan_in", TRUNCATED);
          default ->
              throw new KerasFormatException(
                  "the initializer of the %s must be %s, found %s; take one of these"
                      .formatted(label, KNOWN, UntrustedText.brief(className)));
        };
    fields.requireAllRead();
    boolean known =
        List.of(CONSTANT, UNIFORM, NORMAL, TRUNCATED).contains(read.distribution)
            && (read.mode.isEmpty() || MODES.contains(read.mode));
    if (!known || (!read.mode.isEmpty() && read.scale <= 0)) {
      throw fields.wrong(
          "scale, mode and distribution",
          "a number above 0, fan_in, fan_out or fan_avg, and uniform, normal, truncated_normal or untruncated_normal",
          "%s, %s, %s".formatted(read.scale, read.mode, read.distribution));
    }
    return read;
  }

  private static Initializer constant(double value) {
    return new Initializer(CONSTANT, value, 0, 0, "");
  }

  private static Initializer normal(String distribution, double mean, double deviation) {
    return new Initializer(distribution, mean, deviation, 0, "");
  }

  private static Initializer scaled(double scale, String mode, String distribution) {
    String drawn =
        switch (distribution) {
          case NORMAL -> TRUNCATED; // Keras's older name for it
          case "untruncated_normal" -> NORMAL;
          default -> distribution;
        };
    return new Initializer(drawn, 0, 0, scale, mode);
  }

  /** The values of weights of these sizes, in Keras's order. */
  float[] draw(long[] sizes, int length, Random random) {
    double low = first;
    double high = second;
    if (scale > 0) {
      double variance = scale / Math.max(1, fan(sizes));
      boolean uniform = distribution.equals(UNIFORM);
      double limit = Math.sqrt(uniform ? 3 * variance : variance);
      low = uniform ? -limit : 0;
      high = distribution.equals(TRUNCATED) ? limit / TRUNCATED_DEVIATION : limit;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          (float)
              switch (distribution) {
                case UNIFORM -> low + (high - low) * random.nextDouble();
                case NORMAL -> low + high * random.nextGaussian();
                case TRUNCATED -> low + high * truncated(random);
                default -> low;
              };
    }
    return values;
  }

  /** Numbers farther than two standard deviations are drawn again. */
  private static double truncated(Random random) {
    double value = random.nextGaussian();
    while (Math.abs(value) > 2) {
      value = random.nextGaussian();
    }
    return value;
  }

  /** How many values flow into one, or out of one, as Keras's compute_fans counts. */
  private double fan(long[] sizes) {
    int last = sizes.length - 1;
    double area = 1;
    for (int k = 0; k < last - 1; k++) {
      area *= sizes[k];
    }
    double in = area * sizes[Math.max(0, last - 1)];
    double out = area * sizes[last];
    return mode.equals("fan_in") ? in : mode.equals("fan_out") ? out : (in + out) / 2;
  }
}
