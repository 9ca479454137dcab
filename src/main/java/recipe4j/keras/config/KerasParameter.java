package recipe4j.keras.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.GroupedConvolution;
import recipe4j.layer.WeightArray;

/**
 * One array of weights: where it stands in Keras and in DL4J, and how its values are ordered in
 * each.
 *
 * <p>Kernels of convolutions are (height, width, in, out) in Keras and (out, in, height, width) in
 * DL4J. A {@code Flatten} gives height, width, channels in Keras and channels, height, width in
 * DL4J, so that the rows of the next kernel change places.
 *
 * @param layer that it belongs to
 * @param ordinal of the layer among those with weights, from 0, the same in both
 * @param position within the layer in Keras, from 0
 * @param kerasName such as {@code kernel}
 * @param dl4jName such as {@code W}
 * @param trainable whether the optimizer changes it
 * @param kerasShape in Keras
 * @param dl4jShape in DL4J
 * @param source for each value of DL4J's array in row-major order, its place in Keras's
 */
public record KerasParameter(
    KerasLayer layer,
    int ordinal,
    int position,
    String kerasName,
    String dl4jName,
    boolean trainable,
    List<Long> kerasShape,
    List<Long> dl4jShape,
    IntUnaryOperator source) {

  /** {@link #kerasShape} for HDF5. */
  public long[] kerasSizes() {
    return kerasShape.stream().mapToLong(Long::longValue).toArray();
  }

  /** {@link #dl4jShape} for ND4J. */
  public long[] dl4jSizes() {
    return dl4jShape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Number of values. */
  public long length() throws KerasFormatException {
    long length = 1;
    for (long size : kerasShape) {
      length = length * size; // each at most 2^31, and checked after each step
      if (length > Integer.MAX_VALUE) {
        throw new KerasFormatException(
            "%s must have at most %s weights; make it smaller"
                .formatted(layer.label(), Integer.MAX_VALUE));
      }
    }
    return length;
  }

  /** Keras's values in DL4J's order. */
  public float[] toDl4j(float[] keras) {
    float[] values = new float[keras.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = keras[source.applyAsInt(i)];
    }
    return values;
  }

  /** DL4J's values, in row-major order, in Keras's order. */
  public float[] toKeras(float[] dl4j) {
    float[] values = new float[dl4j.length];
    for (int i = 0; i < values.length; i++) {
      values[source.applyAsInt(i)] = dl4j[i];
    }
    return values;
  }

  /**
   * All weights of a model, in Keras's order.
   *
   * @throws KerasFormatException if a layer can't take what the one before it gives, or a size is
   *     beyond what DL4J can index
   */
  public static List<KerasParameter> of(KerasModel model) throws KerasFormatException {
    List<KerasParameter> all = new ArrayList<>();
    KerasShape shape = model.input();
    KerasShape flattened = shape; // the image that the present row was, or the row itself
    int ordinal = 0;
    for (KerasLayer layer : model.layers()) {
      KerasShape output = layer.output(shape);
      List<KerasParameter> own = of(layer, ordinal, shape, flattened, output);
      if (model.frozen().contains(layer.name())) {
        own = own.stream().map(KerasParameter::frozen).toList();
      }
      ordinal += own.isEmpty() ? 0 : 1;
      all.addAll(own);
      if (layer instanceof KerasLayer.Flatten || layer instanceof KerasLayer.Reshape) {
        flattened = shape.row() ? flattened : shape;
        if (layer instanceof KerasLayer.Flatten flatten && flatten.channelsFirst()) {
          flattened = output; // as DL4J has them
        }
        if (shape.row() && !output.row() && !flattened.oneOrder() && flattened.image()) {
          throw new KerasFormatException(
              "%s is supported on values of one channel, found %s flattened"
                  .formatted(layer.label(), flattened));
        }
      } else if (movesValues(layer)) {
        flattened = output;
      }
      shape = output;
    }
    if (!shape.row()) {
      throw new KerasFormatException(
          "the model must end in rows of values, found images of %s; put a Flatten at its end"
              .formatted(shape));
    }
    if (flattened.image() && !flattened.oneOrder()) {
      throw new KerasFormatException(
          "a Flatten of %s must be followed by a Dense, which evens out the order of its values; put one after it"
              .formatted(flattened));
    }
    return all;
  }

  private static boolean movesValues(KerasLayer layer) {
    return layer instanceof KerasConvolution
        || layer instanceof KerasLayer.Pooling2D
        || layer instanceof KerasLayer.GlobalPooling2D
        || layer instanceof KerasLayer.Edges
        || layer instanceof KerasLayer.UpSampling2D
        || (layer instanceof OwnLayer own && own.layer() instanceof GroupedConvolution)
        || layer instanceof KerasLayer.Dense;
  }

  private static List<KerasParameter> of(
      KerasLayer layer, int ordinal, KerasShape in, KerasShape flattened, KerasShape out)
      throws KerasFormatException {
    List<KerasParameter> own = new ArrayList<>();
    if (layer instanceof KerasConvolution conv) {
      own.addAll(kernels(conv, ordinal, in.channels()));
      if (conv.useBias()) {
        own.add(row(layer, ordinal, own.size(), "bias", "b", true, conv.outputs(in), i -> i));
      }
    } else if (layer instanceof KerasLayer.Dense dense) {
      List<Long> shape = List.of(in.channels(), dense.units());
      int units = (int) dense.units();
      IntUnaryOperator rows = order(flattened);
      IntUnaryOperator source = i -> rows.applyAsInt(i / units) * units + i % units;
      own.add(new KerasParameter(layer, ordinal, 0, "kernel", "W", true, shape, shape, source));
      if (dense.useBias()) {
        own.add(row(layer, ordinal, 1, "bias", "b", true, dense.units(), i -> i));
      }
    } else if (layer instanceof KerasLayer.BatchNormalization normalization) {
      IntUnaryOperator source = in.image() ? i -> i : order(flattened);
      if (normalization.scale()) {
        own.add(row(layer, ordinal, 0, "gamma", "gamma", true, out.channels(), source));
      }
      if (normalization.center()) {
        own.add(row(layer, ordinal, own.size(), "beta", "beta", true, out.channels(), source));
      }
      int next = own.size();
      own.add(row(layer, ordinal, next, "moving_mean", "mean", false, out.channels(), source));
      own.add(
          row(layer, ordinal, next + 1, "moving_variance", "var", false, out.channels(), source));
    } else if (layer instanceof OwnLayer one) {
      for (WeightArray weight : one.over(in).weights()) {
        own.add(of(layer, ordinal, own.size(), weight, in.image() ? i -> i : order(flattened)));
      }
      if (one.layer().channels() > 1 && in.row() && !flattened.oneOrder()) {
        throw new KerasFormatException(
            "%s has settings per channel, which are not supported after a Flatten; put it before"
                .formatted(layer.label()));
      }
    }
    for (KerasParameter parameter : own) {
      parameter.length();
    }
    return own;
  }

  private KerasParameter frozen() {
    return new KerasParameter(
        layer, ordinal, position, kerasName, dl4jName, false, kerasShape, dl4jShape, source);
  }

  private static List<KerasParameter> kernels(KerasConvolution conv, int ordinal, long in) {
    long height = conv.kernel().height();
    long width = conv.kernel().width();
    long each = conv.multiplier();
    return switch (conv.kind()) {
      case Conv2D ->
          List.of(kernel(conv, ordinal, 0, "W", List.of(height, width, in, conv.filters())));
      case Conv2DTranspose ->
          List.of(kernel(conv, ordinal, 0, "W", List.of(height, width, conv.filters(), in)));
      case DepthwiseConv2D -> {
        List<Long> shape = List.of(height, width, in, each);
        yield List.of(
            new KerasParameter(
                conv, ordinal, 0, "depthwise_kernel", "W", true, shape, shape, i -> i));
      }
      case SeparableConv2D ->
          List.of(
              kernel(conv, ordinal, 0, "W", List.of(height, width, in, each)),
              kernel(conv, ordinal, 1, "pW", List.of(1L, 1L, in * each, conv.filters())));
    };
  }

  private static KerasParameter kernel(
      KerasLayer layer, int ordinal, int position, String dl4jName, List<Long> keras) {
    List<Long> dl4j = List.of(keras.get(3), keras.get(2), keras.get(0), keras.get(1));
    String name = position == 0 ? "kernel" : "pointwise_kernel";
    return new KerasParameter(
        layer, ordinal, position, name, dl4jName, true, keras, dl4j, kernel(keras));
  }

  /** Of a layer of ours; a list of weights is in the order of the row that the layer takes. */
  private static KerasParameter of(
      KerasLayer layer, int ordinal, int position, WeightArray weight, IntUnaryOperator list) {
    List<Long> first = weight.shape();
    if (first.size() == 4) {
      return kernel(
          layer,
          ordinal,
          position,
          weight.name(),
          List.of(first.get(2), first.get(3), first.get(1), first.get(0)));
    }
    boolean image = first.size() == 3;
    List<Long> last = image ? List.of(first.get(1), first.get(2), first.get(0)) : first;
    List<Long> dl4j = image ? first : List.of(1L, weight.length());
    IntUnaryOperator source =
        image
            ? order(KerasShape.image(last.get(0), last.get(1), last.get(2)))
            : weight.length() == 1 ? i -> i : list;
    return new KerasParameter(
        layer,
        ordinal,
        position,
        weight.name(),
        weight.key(),
        weight.trainable(),
        last,
        dl4j,
        source);
  }

  private static KerasParameter row(
      KerasLayer layer,
      int ordinal,
      int position,
      String kerasName,
      String dl4jName,
      boolean trainable,
      long size,
      IntUnaryOperator source) {
    List<Long> keras = List.of(size);
    List<Long> dl4j = List.of(1L, size);
    return new KerasParameter(
        layer, ordinal, position, kerasName, dl4jName, trainable, keras, dl4j, source);
  }

  /** (height, width, in, out) seen from (out, in, height, width). */
  private static IntUnaryOperator kernel(List<Long> shape) {
    int area = (int) (shape.get(0) * shape.get(1));
    int in = (int) (long) shape.get(2);
    int out = (int) (long) shape.get(3);
    return i -> {
      int place = i % area;
      int channel = i / area % in;
      int filter = i / area / in;
      return (place * in + channel) * out + filter;
    };
  }

  /** (height, width, channels) seen from (channels, height, width); the identity for a row. */
  private static IntUnaryOperator order(KerasShape flattened) {
    int area = (int) (flattened.height() * flattened.width());
    int channels = (int) flattened.channels();
    return i -> i % area * channels + i / area;
  }
}
