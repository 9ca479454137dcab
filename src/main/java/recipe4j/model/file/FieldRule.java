package recipe4j.model.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The allowed values of a field of DL4J's configurations, by its name. Both passes read this table:
 * the one over the JSON, for ranges ({@link ConfigurationJson}), and the one over what DL4J built
 * of it ({@link FieldRules}). What is not named here must be set, and a number be finite and, if it
 * is whole, 0 or more.
 *
 * @param optional whether an honest model may leave it out: DL4J looks whether it is null
 * @param mayBeNan whether NaN stands for "not set"
 * @param schedule the field of the schedule that may stand in for the number; null for none
 * @param sign of a number
 * @param least smallest whole number, looked at in the JSON
 * @param most greatest whole number, looked at in the JSON; 0 where there is no range
 * @param perAxis whether it is a list with one value per axis of an image, a sequence or a volume
 */
record FieldRule(
    boolean optional,
    boolean mayBeNan,
    @Nullable String schedule,
    Sign sign,
    long least,
    long most,
    boolean perAxis) {
  /** Of a number. */
  enum Sign {
    /** 0 or more, if it is whole. */
    USUAL,
    /** Above 0, as DL4J divides by it or takes its logarithm. */
    POSITIVE,
    /** Whole numbers of any sign, too. */
    ANY
  }

  /** Most inputs or outputs of a layer. */
  private static final long MAX_UNITS = 1 << 24;

  /** Longest kernel, stride, padding and the like. */
  private static final long MAX_SIDE = 1 << 16;

  private static final FieldRule USUAL = new FieldRule(false, false, null, Sign.USUAL, 0, 0, false);

  private static final Map<String, FieldRule> TABLE = new HashMap<>();

  static {
    FieldRule optional = new FieldRule(true, false, null, Sign.USUAL, 0, 0, false);
    put(optional, "biasUpdater", "cacheMode", "constraints", "gradientNormalization");
    put(optional, "cudnnAlgoMode", "cudnnBwdDataAlgo", "cudnnBwdFilterAlgo", "cudnnFwdAlgo");
    put(optional, "iDropout", "layerName", "max", "negativeSlope", "outputFormat");
    put(optional, "poolingDimensions", "rnnDataFormat", "scale", "shape", "sharedAxes");
    put(optional, "stepFunction", "threshold", "timeDistributedFormat", "weightInitFnRecurrent");
    put(optional, "weightNoise", "weights", "learningRateSchedule", "momentumISchedule");
    put(optional, "momentumSchedule", "pSchedule", "rateSchedule", "stddevSchedule");
    put(optional, "weightRetainProbSchedule");
    put(optional, "dimensions"); // of constraints; PartRules asks for it

    FieldRule mayBeNan = new FieldRule(false, true, null, Sign.USUAL, 0, 0, false);
    put(mayBeNan, "biasInit", "gainInit", "visibleBiasInit");

    scheduled("learningRate", "learningRateSchedule");
    scheduled("momentum", "momentumISchedule");
    scheduled("p", "pSchedule");
    scheduled("rate", "rateSchedule");
    scheduled("stddev", "stddevSchedule");
    scheduled("weightRetainProb", "weightRetainProbSchedule");

    FieldRule positive = new FieldRule(false, false, null, Sign.POSITIVE, 0, 0, false);
    put(positive, "cycleLength", "maxIter", "n", "numIter", "numberOfTrials", "step", "stepSize");
    put(positive, "mMixtures", "mLabelWidth");

    put(new FieldRule(false, false, null, Sign.ANY, 0, 0, false), "seed", "inputLength");
    put(new FieldRule(false, false, null, Sign.ANY, 0, MAX_SIDE, false), "pnorm");

    put(ranged(0, MAX_UNITS, false), "nIn", "nOut", "nin", "nout");
    put(ranged(1, MAX_SIDE, true), "kernelSize", "stride", "dilation", "size", "blocks");
    put(ranged(0, MAX_SIDE, true), "padding", "cropping");
    put(ranged(1, MAX_SIDE, false), "depthMultiplier", "blockSize", "inputShape");
    put(ranged(1, MAX_SIDE, false), "encoderLayerSizes", "decoderLayerSizes");
    put(ranged(0, MAX_SIDE, false), "numSamples", "inputHeight", "inputWidth", "inputDepth");
    put(ranged(0, MAX_SIDE, false), "numChannels");
  }

  private static FieldRule ranged(long least, long most, boolean perAxis) {
    return new FieldRule(false, false, null, Sign.USUAL, least, most, perAxis);
  }

  private static void scheduled(String name, String schedule) {
    put(new FieldRule(false, false, schedule, Sign.USUAL, 0, 0, false), name);
  }

  private static void put(FieldRule rule, String... names) {
    for (String name : names) {
      if (TABLE.put(name, rule) != null) {
        throw new IllegalStateException("two rules for " + name);
      }
    }
  }

  /** The rule of a field; the usual one where it has none of its own. */
  static FieldRule of(String name) {
    return TABLE.getOrDefault(name, USUAL);
  }

  /** Whether the JSON may hold a list, or a list of lists, of such numbers; units are no list. */
  boolean mayBeList() {
    return most != MAX_UNITS;
  }

  /** Whether the JSON must hold whole numbers from {@link #least} to {@link #most}. */
  boolean isRanged() {
    return most > 0;
  }
}
