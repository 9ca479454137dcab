package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;
import recipe4j.schedule.CosineDecaySchedule;
import recipe4j.schedule.CosineRestartsSchedule;
import recipe4j.schedule.CyclicPolynomialSchedule;
import recipe4j.schedule.ExponentialDecaySchedule;
import recipe4j.schedule.InverseTimeDecaySchedule;
import recipe4j.schedule.LearningRateSchedule;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.schedule.PolynomialDecaySchedule;
import recipe4j.schedule.StepDecaySchedule;

/** Keras's schedules of the learning rate, which count the steps of the optimizer. */
public final class KerasSchedule {
  private static final String RATE = "initial_learning_rate";
  private static final String STEPS = "decay_steps";
  private static final String FACTOR = "decay_rate";

  private final String name;
  private final ConfigFields fields;

  private KerasSchedule(JsonNode node) throws KerasFormatException {
    this.name = UntrustedText.brief(node.path("class_name").asText());
    String label = "the schedule " + name;
    if (!Origin.isKeras(node)) {
      throw new KerasFormatException(
          "%s is of %s, not one of Keras's own; %s"
              .formatted(label, Origin.of(node), ConfigFields.READ_UNCOMPILED));
    }
    this.fields = ConfigFields.of(label, node, ConfigFields.READ_UNCOMPILED);
  }

  /**
   * Reads a schedule.
   *
   * @param node {@code class_name} and {@code config}
   * @return the rate by iteration, 0-based
   * @throws KerasFormatException if it is another schedule, or its numbers are out of range
   */
  public static LearningRateSchedule read(JsonNode node) throws KerasFormatException {
    KerasSchedule reader = new KerasSchedule(node);
    LearningRateSchedule schedule;
    try {
      schedule = reader.schedule();
    } catch (IllegalArgumentException e) {
      throw new KerasFormatException(
          "the schedule %s: %s; %s"
              .formatted(reader.name, e.getMessage(), ConfigFields.READ_UNCOMPILED),
          e);
    }
    reader.fields.ignore("name");
    reader.fields.requireAllRead();
    return schedule;
  }

  private LearningRateSchedule schedule() throws KerasFormatException {
    ScheduleType type = ScheduleType.ITERATION;
    return switch (name) {
      case "ExponentialDecay" -> {
        double factor = fields.float32(FACTOR, Double.NaN);
        yield fields.flag("staircase", false)
            ? new StepDecaySchedule(type, rate(), factor, whole(STEPS))
            : new ExponentialDecaySchedule(type, rate(), factor, whole(STEPS));
      }
      case "PolynomialDecay" -> {
        double end = fields.float32("end_learning_rate", 1e-4);
        double power = fields.float32("power", 1);
        yield fields.flag("cycle", false)
            ? new CyclicPolynomialSchedule(type, rate(), end, whole(STEPS), power)
            : new PolynomialDecaySchedule(type, rate(), end, whole(STEPS), power);
      }
      case "InverseTimeDecay" ->
          new InverseTimeDecaySchedule(
              type,
              rate(),
              fields.float32(FACTOR, Double.NaN),
              whole(STEPS),
              fields.flag("staircase", false));
      case "CosineDecayRestarts" ->
          new CosineRestartsSchedule(
              type,
              rate(),
              whole("first_decay_steps"),
              fields.float32("t_mul", 2),
              fields.float32("m_mul", 1),
              fields.float32("alpha", 0));
      case "CosineDecay" -> cosine(type);
      case "PiecewiseConstantDecay" -> piecewise();
      default ->
          throw new KerasFormatException(
              "the schedule %s is not supported, only ExponentialDecay, InverseTimeDecay, PolynomialDecay, CosineDecay, CosineDecayRestarts and PiecewiseConstantDecay are; %s"
                  .formatted(name, ConfigFields.READ_UNCOMPILED));
    };
  }

  /** Without a target, Keras warms up over no steps, whatever their number. */
  private LearningRateSchedule cosine(ScheduleType type) throws KerasFormatException {
    double rate = rate();
    double floor = fields.float32("alpha", 0);
    int warmup = fields.node("warmup_steps").isMissingNode() ? 0 : whole("warmup_steps");
    boolean warms = !Double.isNaN(fields.float32("warmup_target", Double.NaN));
    return warms
        ? new CosineDecaySchedule(
            type, fields.float32("warmup_target", 0), whole(STEPS), floor, warmup, rate)
        : new CosineDecaySchedule(type, rate, whole(STEPS), floor, 0, 0);
  }

  /** A boundary is the last step of its piece, here the next one begins the next piece. */
  private LearningRateSchedule piecewise() throws KerasFormatException {
    JsonNode boundaries = fields.node("boundaries");
    JsonNode values = fields.node("values");
    if (values.size() != boundaries.size() + 1) {
      throw fields.wrong("values", "one more than the boundaries", values);
    }
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(values.get(0).asDouble());
    for (int i = 0; i < boundaries.size(); i++) {
      double boundary = boundaries.get(i).asDouble(-1);
      if (!(boundary >= 0 && boundary < Integer.MAX_VALUE)) {
        throw fields.wrong("boundaries", "steps from 0 on", boundaries);
      }
      schedule = schedule.from((int) Math.floor(boundary) + 1, values.get(i + 1).asDouble());
    }
    return schedule.byIteration();
  }

  private double rate() throws KerasFormatException {
    return fields.float32(RATE, Double.NaN);
  }

  private int whole(String field) throws KerasFormatException {
    double value = fields.number(field, Double.NaN);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) { // NaN, too
      throw fields.wrong(field, "a whole number", fields.node(field));
    }
    return (int) value;
  }

  /**
   * Writes a schedule as Keras has it.
   *
   * @param given any, or null
   * @return the JSON; null for none, or one that Keras can't have: it counts epochs, or is another
   */
  public static @Nullable ObjectNode write(@Nullable ISchedule given) {
    if (!(given instanceof LearningRateSchedule schedule)
        || schedule.scheduleType() != ScheduleType.ITERATION) {
      return null;
    }
    ObjectNode config = ModelWriter.object();
    String name;
    if (schedule instanceof ExponentialDecaySchedule s) {
      name = "ExponentialDecay";
      config.put(RATE, s.initialRate()).put(FACTOR, s.factor()).put(STEPS, s.decaySteps());
      config.put("staircase", false);
    } else if (schedule instanceof StepDecaySchedule s) {
      name = "ExponentialDecay";
      config.put(RATE, s.initialRate()).put(FACTOR, s.factor()).put(STEPS, s.decaySteps());
      config.put("staircase", true);
    } else if (schedule instanceof PolynomialDecaySchedule s) {
      name = "PolynomialDecay";
      config.put(RATE, s.initialRate()).put("end_learning_rate", s.endRate());
      config.put(STEPS, s.decaySteps()).put("power", s.power()).put("cycle", false);
    } else if (schedule instanceof CyclicPolynomialSchedule s) {
      name = "PolynomialDecay";
      config.put(RATE, s.initialRate()).put("end_learning_rate", s.endRate());
      config.put(STEPS, s.decaySteps()).put("power", s.power()).put("cycle", true);
    } else if (schedule instanceof InverseTimeDecaySchedule s) {
      name = "InverseTimeDecay";
      config.put(RATE, s.initialRate()).put(FACTOR, s.factor()).put(STEPS, s.decaySteps());
      config.put("staircase", s.staircase());
    } else if (schedule instanceof CosineRestartsSchedule s) {
      name = "CosineDecayRestarts";
      config.put(RATE, s.initialRate()).put("first_decay_steps", s.decaySteps());
      config.put("t_mul", s.longer()).put("m_mul", s.lower()).put("alpha", s.floor());
    } else if (schedule instanceof CosineDecaySchedule s) {
      name = "CosineDecay";
      boolean warms = s.warmupSteps() > 0;
      config.put(RATE, warms ? s.warmupRate() : s.peakRate()).put(STEPS, s.decaySteps());
      config.put("alpha", s.floor()).put("warmup_steps", s.warmupSteps());
      config.put("warmup_target", warms ? (Double) s.peakRate() : null);
    } else if (schedule instanceof PiecewiseSchedule s) {
      name = "PiecewiseConstantDecay";
      ArrayNode boundaries = config.putArray("boundaries");
      s.pieces().stream().skip(1).forEach(piece -> boundaries.add(piece.from() - 1));
      ArrayNode values = config.putArray("values");
      s.pieces().forEach(piece -> values.add(piece.rate()));
    } else {
      return null;
    }
    ObjectNode node = ModelWriter.object().put("module", "keras.optimizers.schedules");
    node.put("class_name", name).putNull("registered_name");
    node.set("config", config);
    return node;
  }
}
