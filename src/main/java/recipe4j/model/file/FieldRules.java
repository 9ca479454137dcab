package recipe4j.model.file;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping3D;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.io.UntrustedText;

/** Checks the fields of what DL4J built of a configuration, each by its {@link FieldRule}. */
final class FieldRules {
  private FieldRules() {}

  /**
   * Checks one field.
   *
   * @param part what has the field
   * @param field the field
   * @param value what it holds, or null
   * @param path of the field, for the message
   * @throws IOException if the value can't be
   */
  static void check(Object part, Field field, Object value, String path) throws IOException {
    String name = field.getName();
    FieldRule rule = FieldRule.of(name);
    if (value == null) {
      if (!rule.optional()) {
        throw new IOException("%s must be set, found nothing".formatted(UntrustedText.brief(path)));
      }
    } else if (value instanceof Number number) {
      number(part, rule, number, path);
    } else if (value.getClass().isArray() && rule.perAxis()) {
      axes(part, name, value, path);
    } else if (value == ConvolutionMode.Causal && !isSequence(part)) {
      throw new IOException(
          "%s may be Causal for sequences only, found it for images"
              .formatted(UntrustedText.brief(path)));
    } else if (part instanceof SubsamplingLayer
        && value instanceof Enum<?> word
        && word.name().equals("SUM")) {
      throw new IOException(
          "%s must be MAX, AVG or PNORM, found %s".formatted(UntrustedText.brief(path), value));
    } else if (value instanceof INDArray array && !array.dataType().isFPType()) {
      throw new IOException(
          "%s must have a floating point type, found %s"
              .formatted(UntrustedText.brief(path), array.dataType()));
    } else if (value instanceof DataType type && !type.isFPType()) {
      throw new IOException(
          "%s must be a floating point type, found %s".formatted(UntrustedText.brief(path), type));
    }
  }

  private static void number(Object part, FieldRule rule, Number value, String path)
      throws IOException {
    double found = value.doubleValue();
    boolean unset = Double.isNaN(found) && (rule.mayBeNan() || isScheduled(part, rule.schedule()));
    if (!Double.isFinite(found) && !unset) {
      throw new IOException(
          "%s must be a number, found %s".formatted(UntrustedText.brief(path), value));
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    boolean positive = rule.sign() == FieldRule.Sign.POSITIVE;
    if ((positive && found <= 0) || (whole && rule.sign() != FieldRule.Sign.ANY && found < 0)) {
      throw new IOException(
          "%s must be %s, found %s"
              .formatted(UntrustedText.brief(path), positive ? "above 0" : "0 or more", value));
    }
  }

  private static boolean isScheduled(Object part, @Nullable String schedule) {
    return schedule != null
        && ConfigurationFields.of(part.getClass()).stream()
            .anyMatch(
                f -> f.getName().equals(schedule) && ConfigurationFields.value(f, part) != null);
  }

  private static void axes(Object part, String name, Object value, String path) throws IOException {
    int most = values(part, name);
    int least = isSequence(part) ? 1 : most;
    int found = Array.getLength(value);
    if (found < least || found > most) {
      throw new IOException(
          "%s must have %s values, found %s".formatted(UntrustedText.brief(path), most, found));
    }
    long smallest = FieldRule.of(name).least();
    for (int i = 0; i < found; i++) {
      if (Array.get(value, i) instanceof int[] inner) {
        axes(part, name, inner, path);
      } else if (Array.getInt(value, i) < smallest) {
        throw new IOException(
            "%s must have values of %s or more, found %s"
                .formatted(UntrustedText.brief(path), smallest, Array.getInt(value, i)));
      }
    }
  }

  private static boolean isSequence(Object part) {
    return part instanceof Convolution1DLayer || part instanceof Subsampling1DLayer;
  }

  /** How many values DL4J keeps: one per axis, or two where the sides of an axis may differ. */
  private static int values(Object part, String name) {
    if (part instanceof ZeroPadding3DLayer || part instanceof Cropping3D) {
      return 6;
    } else if (part instanceof ZeroPaddingLayer || part instanceof Cropping2D) {
      return 4;
    } else if (part instanceof Convolution3D
        || part instanceof Deconvolution3D
        || part instanceof Subsampling3DLayer
        || part instanceof Upsampling3D) {
      return 3;
    }
    return part instanceof Upsampling1D && name.equals("size") ? 1 : 2;
  }
}
