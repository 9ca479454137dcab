package recipe4j.schedule;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Schedules as text, as the command line takes them: a name, and named arguments in any order.
 *
 * <pre>
 * recipe
 * piecewise:0=R,N=R,...
 * step:rate=R,factor=F,every=N
 * exponential:rate=R,factor=F,every=N
 * polynomial:rate=R,end=R,over=N[,power=P]
 * cosine:rate=R,over=N[,floor=F][,warmup=N][,from=R]
 * inverse:rate=R,factor=F,every=N
 * inverse-steps:rate=R,factor=F,every=N
 * cycle:rate=R,end=R,over=N[,power=P]
 * restarts:rate=R,over=N[,longer=F][,lower=F][,floor=F]
 * </pre>
 *
 * <p>Epochs are counted from 0; with {@code ,unit=iteration} every N is a number of batches.
 */
public final class ScheduleText {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final String RECIPE = "recipe";
  private static final Map<String, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put(RECIPE, "recipe");
    FORMS.put("piecewise", "piecewise:0=R,N=R,...");
    FORMS.put("step", "step:rate=R,factor=F,every=N");
    FORMS.put("exponential", "exponential:rate=R,factor=F,every=N");
    FORMS.put("polynomial", "polynomial:rate=R,end=R,over=N[,power=P]");
    FORMS.put("cosine", "cosine:rate=R,over=N[,floor=F][,warmup=N][,from=R]");
    FORMS.put("inverse", "inverse:rate=R,factor=F,every=N");
    FORMS.put("inverse-steps", "inverse-steps:rate=R,factor=F,every=N");
    FORMS.put("cycle", "cycle:rate=R,end=R,over=N[,power=P]");
    FORMS.put("restarts", "restarts:rate=R,over=N[,longer=F][,lower=F][,floor=F]");
  }

  private final String text;
  private final String name;
  private final Map<String, String> arguments = new LinkedHashMap<>();

  private ScheduleText(String text) {
    this.text = text;
    int colon = text.indexOf(':');
    name = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    if (!FORMS.containsKey(name)) {
      throw new IllegalArgumentException(
          "a schedule must be one of %s, found %s"
              .formatted(String.join(", ", FORMS.keySet()), text.isBlank() ? "none" : text));
    }
    for (String argument : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
      String[] parts = argument.split("=", -1);
      if (parts.length != 2 || parts[0].isBlank()) {
        throw wrong("found \"%s\" where a name and a value are needed".formatted(argument));
      }
      String key = parts[0].strip().toLowerCase(Locale.ROOT);
      if (arguments.put(key, parts[1].strip()) != null) {
        throw wrong("found %s twice".formatted(key));
      }
    }
  }

  /**
   * Reads a schedule.
   *
   * @param text such as {@code step:rate=1e-3,factor=0.5,every=10}
   * @return the schedule
   * @throws IllegalArgumentException if it has another form or a value is out of range; the message
   *     has the right form
   */
  public static LearningRateSchedule parse(String text) {
    return new ScheduleText(text).schedule();
  }

  /**
   * Writes a schedule as {@link #parse} reads it.
   *
   * @param schedule any
   * @return its text; {@code parse} makes an equal schedule of it
   */
  public static String of(LearningRateSchedule schedule) {
    String unit = schedule.scheduleType() == ScheduleType.ITERATION ? ",unit=iteration" : "";
    if (schedule.equals(PiecewiseSchedule.recipe())) {
      return RECIPE;
    } else if (schedule instanceof PiecewiseSchedule s) {
      return s.pieces().stream()
          .map(piece -> piece.from() + "=" + ScheduleChecks.number(piece.rate()))
          .collect(Collectors.joining(",", "piecewise:", unit));
    } else if (schedule instanceof StepDecaySchedule s) {
      return byFactor("step", s.initialRate(), s.factor(), s.decaySteps()) + unit;
    } else if (schedule instanceof ExponentialDecaySchedule s) {
      return byFactor("exponential", s.initialRate(), s.factor(), s.decaySteps()) + unit;
    } else if (schedule instanceof PolynomialDecaySchedule s) {
      return toEnd("polynomial", s.initialRate(), s.endRate(), s.decaySteps(), s.power()) + unit;
    } else if (schedule instanceof InverseTimeDecaySchedule s) {
      String name = s.staircase() ? "inverse-steps" : "inverse";
      return byFactor(name, s.initialRate(), s.factor(), s.decaySteps()) + unit;
    } else if (schedule instanceof CyclicPolynomialSchedule s) {
      return toEnd("cycle", s.initialRate(), s.endRate(), s.decaySteps(), s.power()) + unit;
    } else if (schedule instanceof CosineRestartsSchedule s) {
      return "restarts:rate=%s,over=%s,longer=%s,lower=%s,floor=%s%s"
          .formatted(
              ScheduleChecks.number(s.initialRate()),
              s.decaySteps(),
              ScheduleChecks.number(s.longer()),
              ScheduleChecks.number(s.lower()),
              ScheduleChecks.number(s.floor()),
              unit);
    }
    CosineDecaySchedule s = (CosineDecaySchedule) schedule;
    return "cosine:rate=%s,over=%s,floor=%s,warmup=%s,from=%s%s"
        .formatted(
            ScheduleChecks.number(s.peakRate()),
            s.decaySteps(),
            ScheduleChecks.number(s.floor()),
            s.warmupSteps(),
            ScheduleChecks.number(s.warmupRate()),
            unit);
  }

  private static String byFactor(String name, double rate, double factor, int every) {
    return "%s:rate=%s,factor=%s,every=%s"
        .formatted(name, ScheduleChecks.number(rate), ScheduleChecks.number(factor), every);
  }

  private static String toEnd(String name, double rate, double end, int over, double power) {
    return "%s:rate=%s,end=%s,over=%s,power=%s"
        .formatted(
            name,
            ScheduleChecks.number(rate),
            ScheduleChecks.number(end),
            over,
            ScheduleChecks.number(power));
  }

  private LearningRateSchedule schedule() {
    boolean byIteration = unit() == ScheduleType.ITERATION;
    LearningRateSchedule schedule;
    try {
      schedule =
          switch (name) {
            case RECIPE -> PiecewiseSchedule.recipe();
            case "piecewise" -> piecewise();
            case "step" -> StepDecaySchedule.of(number("rate"), number("factor"), whole("every"));
            case "exponential" ->
                ExponentialDecaySchedule.of(number("rate"), number("factor"), whole("every"));
            case "polynomial" ->
                PolynomialDecaySchedule.of(number("rate"), number("end"), whole("over"))
                    .withPower(number("power", 1));
            case "inverse", "inverse-steps" ->
                new InverseTimeDecaySchedule(
                    ScheduleType.EPOCH,
                    number("rate"),
                    number("factor"),
                    whole("every"),
                    name.equals("inverse-steps"));
            case "cycle" ->
                new CyclicPolynomialSchedule(
                    ScheduleType.EPOCH,
                    number("rate"),
                    number("end"),
                    whole("over"),
                    number("power", 1));
            case "restarts" ->
                new CosineRestartsSchedule(
                    ScheduleType.EPOCH,
                    number("rate"),
                    whole("over"),
                    number("longer", 2),
                    number("lower", 1),
                    number("floor", 0));
            default ->
                CosineDecaySchedule.of(number("rate"), whole("over"))
                    .withFloor(number("floor", 0))
                    .withWarmup(
                        arguments.containsKey("warmup") ? whole("warmup") : 0, number("from", 0));
          };
    } catch (WrongForm e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    if (!arguments.isEmpty()) {
      throw wrong("found " + String.join(", ", arguments.keySet()));
    }
    return byIteration ? schedule.byIteration() : schedule;
  }

  private ScheduleType unit() {
    String unit = arguments.remove("unit");
    if (unit == null || unit.equalsIgnoreCase("epoch")) {
      return ScheduleType.EPOCH;
    }
    if (!unit.equalsIgnoreCase("iteration")) {
      throw wrong("unit must be epoch or iteration, found " + unit);
    }
    return ScheduleType.ITERATION;
  }

  private PiecewiseSchedule piecewise() {
    Map<Integer, Double> pieces = new TreeMap<>();
    for (String from : arguments.keySet().toArray(String[]::new)) {
      if (pieces.put(whole(from, from), number(from)) != null) {
        throw wrong("found %s twice".formatted(from));
      }
    }
    PiecewiseSchedule schedule = null;
    for (Map.Entry<Integer, Double> piece : pieces.entrySet()) {
      if (schedule == null && piece.getKey() != 0) {
        break;
      }
      schedule =
          schedule == null
              ? PiecewiseSchedule.startingAt(piece.getValue())
              : schedule.from(piece.getKey(), piece.getValue());
    }
    if (schedule == null) {
      throw wrong("a rate from 0 on is needed");
    }
    return schedule;
  }

  private double number(String key, double ifMissing) {
    return arguments.containsKey(key) ? number(key) : ifMissing;
  }

  private double number(String key) {
    String value = arguments.remove(key);
    if (value == null) {
      throw wrong(key + " is missing");
    }
    if (!NUMBER.matcher(value).matches()) {
      throw wrong("%s must be a number, found %s".formatted(key, value));
    }
    return Double.parseDouble(value);
  }

  private int whole(String key) {
    String value = arguments.remove(key);
    if (value == null) {
      throw wrong(key + " is missing");
    }
    return whole(key, value);
  }

  private int whole(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong("%s must be a whole number, found %s".formatted(key, value));
    }
  }

  private WrongForm wrong(String what) {
    return new WrongForm(
        "the schedule must be %s%s: %s; found %s"
            .formatted(
                FORMS.get(name), name.equals(RECIPE) ? "" : "[,unit=epoch|iteration]", what, text));
  }

  /** Marks a message that names the right form already. */
  private static final class WrongForm extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WrongForm(String message) {
      super(message);
    }
  }
}
