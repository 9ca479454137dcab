package recipe4j.activation;

import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * ReLU with Keras's three settings: {@code x} from the threshold to the greatest value, that value
 * above it, and {@code slope (x - threshold)} below.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class ClippedRelu extends ElementFunction {
  private final @Nullable Double max;
  private final double slope;
  private final double threshold;

  /**
   * With all settings.
   *
   * @param max greatest value, null for none
   * @param slope below the threshold
   * @param threshold from which on it is {@code x}
   */
  @JsonCreator
  public ClippedRelu(
      @JsonProperty("max") @Nullable Double max,
      @JsonProperty("slope") double slope,
      @JsonProperty("threshold") double threshold) {
    this.max = max;
    this.slope = slope;
    this.threshold = threshold;
  }

  /** {@return the greatest value, null for none} */
  @JsonProperty("max")
  public @Nullable Double max() {
    return max;
  }

  /** {@return the slope below the threshold} */
  @JsonProperty("slope")
  public double negativeSlope() {
    return slope;
  }

  /** {@return where it begins to be x} */
  @JsonProperty("threshold")
  public double threshold() {
    return threshold;
  }

  @Override
  public double value(double x) {
    double kept = max != null ? Math.min(x, max) : x;
    return x > threshold ? kept : slope * (x - threshold);
  }

  @Override
  public double slope(double x) {
    boolean clipped = max != null && x > max; // at the greatest value, TensorFlow's slope is 1
    return x > threshold ? (clipped ? 0 : 1) : slope;
  }

  /** Without branches, which a processor can't foresee here, for the usual settings. */
  @Override
  public void values(float[] from, float[] to) {
    if (slope != 0 || threshold != 0) {
      super.values(from, to);
      return;
    }
    float most = max == null ? Float.POSITIVE_INFINITY : (float) (double) max;
    for (int i = 0; i < from.length; i++) {
      to[i] = Math.min(Math.max(from[i], 0), most);
    }
  }

  @Override
  public void gradients(float[] from, float[] above, float[] below) {
    if (slope != 0 || threshold != 0) {
      super.gradients(from, above, below);
      return;
    }
    float most = max == null ? Float.POSITIVE_INFINITY : (float) (double) max;
    for (int i = 0; i < from.length; i++) {
      int positive = Float.floatToRawIntBits(-from[i] + 0f) >> 31; // all bits of a sign, or none
      int tooLarge = Float.floatToRawIntBits(most - from[i]) >> 31;
      below[i] = Float.intBitsToFloat(Float.floatToRawIntBits(above[i]) & positive & ~tooLarge);
    }
  }

  @Override
  public String toString() {
    return "ClippedRelu(%s, %s, %s)".formatted(max, slope, threshold);
  }
}
