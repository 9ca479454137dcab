package recipe4j.keras.layer;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;

/** A layer as Keras's configuration describes it, as far as recipe4j carries it over. */
public interface KerasLayer {
  /** Classes that are read and written, for error texts. */
  String SUPPORTED =
      "InputLayer, Conv2D, DepthwiseConv2D, SeparableConv2D, Conv2DTranspose, MaxPooling2D,"
          + " AveragePooling2D, GlobalMaxPooling2D, GlobalAveragePooling2D, UpSampling2D,"
          + " ZeroPadding2D, Cropping2D, Flatten, Reshape, Dense, Dropout, SpatialDropout2D,"
          + " BatchNormalization, LayerNormalization, Normalization, Rescaling, Activation, ReLU,"
          + " LeakyReLU, PReLU, ELU, Softmax, RandomFlip, RandomRotation, RandomTranslation and"
          + " RandomZoom";

  /** The name that the model gives it; unique within a model. */
  String name();

  /** Keras's class. */
  default String className() {
    return getClass().getSimpleName();
  }

  /**
   * What comes out when a shape goes in.
   *
   * @throws KerasFormatException if the layer can't take it
   */
  KerasShape output(KerasShape input) throws KerasFormatException;

  /** Whether it has weights that an optimizer may change. */
  default boolean keepsWeights() {
    return this instanceof Dense || this instanceof BatchNormalization;
  }

  /** For error texts. */
  default String label() {
    return "the layer '%s' (%s)".formatted(name(), className());
  }

  /** Two sizes, in Keras's order. */
  record Size(long height, long width) {}

  /** The largest or the mean value of a window that is moved over an image. */
  record Pooling2D(String name, boolean max, Size pool, Size strides, boolean same)
      implements KerasLayer {
    @Override
    public String className() {
      return max ? "MaxPooling2D" : "AveragePooling2D";
    }

    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      return LayerShapes.moved(this, input, pool, strides, same).checked(label());
    }
  }

  /**
   * An image as a row, height first and channels last; or channels first, where Keras kept them so.
   */
  record Flatten(String name, boolean channelsFirst) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireKnown(this, input);
      return KerasShape.flat(input.size());
    }
  }

  /**
   * The same values in another shape.
   *
   * @param target one to three sizes, of which one may be -1: what is left
   */
  record Reshape(String name, List<Long> target) implements KerasLayer {
    /** Keeps a copy of the sizes. */
    public Reshape {
      target = List.copyOf(target);
    }

    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireKnown(this, input);
      long known = 1;
      for (long size : target) {
        known = size == -1 ? known : Math.min(known * size, Integer.MAX_VALUE + 1L);
      }
      long left = input.size() / known;
      List<Long> sizes = target.stream().map(size -> size == -1 ? (Long) left : size).toList();
      long product = target.contains(-1L) ? known * left : known;
      if (product != input.size()) {
        throw new KerasFormatException(
            "%s must keep the %s values of its input, found %s"
                .formatted(label(), input.size(), target));
      }
      KerasShape output =
          switch (sizes.size()) {
            case 1 -> KerasShape.flat(sizes.get(0));
            case 2 -> KerasShape.plane(sizes.get(0), sizes.get(1));
            default -> KerasShape.image(sizes.get(0), sizes.get(1), sizes.get(2));
          };
      boolean kept = input.oneOrder() && output.oneOrder();
      if (!output.row() && !kept && !output.equals(input)) {
        throw new KerasFormatException(
            "%s is supported between rows and images of one channel, found %s made %s"
                .formatted(label(), input, output));
      }
      return output;
    }
  }

  /** The largest or the mean value of each channel. */
  record GlobalPooling2D(String name, boolean max, boolean keepdims) implements KerasLayer {
    @Override
    public String className() {
      return max ? "GlobalMaxPooling2D" : "GlobalAveragePooling2D";
    }

    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireImage(this, input);
      return keepdims
          ? KerasShape.image(1, 1, input.channels())
          : KerasShape.flat(input.channels());
    }
  }

  /** Zeros for a share of the values, {@code rate} of 0 to below 1, while training. */
  record Dropout(String name, double rate) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) {
      return input;
    }
  }

  /** A matrix. */
  record Dense(String name, long units, boolean useBias, String activation) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireFlat(this, input);
      return KerasShape.flat(units).checked(label());
    }
  }

  /** A function of single values, or softmax. */
  record Activation(String name, String activation) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      if (activation.equals("softmax")) {
        LayerShapes.requireFlat(this, input);
      }
      return input;
    }
  }

  /** {@code maxValue} is null where there is none. */
  record ReLU(String name, @Nullable Double maxValue, double negativeSlope, double threshold)
      implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) {
      return input;
    }
  }

  /** The value, or below zero {@code alpha} times {@code exp(x) - 1}. */
  record ELU(String name, double alpha) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) {
      return input;
    }
  }

  /** Rows and columns that are added around an image, as zeros, or taken off. */
  record Edges(String name, boolean padding, long top, long bottom, long left, long right)
      implements KerasLayer {
    @Override
    public String className() {
      return padding ? "ZeroPadding2D" : "Cropping2D";
    }

    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireImage(this, input);
      long sign = padding ? 1 : -1;
      return KerasShape.image(
              KerasShape.plus(input.height(), sign * (top + bottom)),
              KerasShape.plus(input.width(), sign * (left + right)),
              input.channels())
          .checked(label());
    }
  }

  /** Each pixel several times. */
  record UpSampling2D(String name, Size size) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireImage(this, input);
      return KerasShape.image(
              KerasShape.times(input.height(), size.height()),
              KerasShape.times(input.width(), size.width()),
              input.channels())
          .checked(label());
    }
  }

  /** Over the last axis of a row. */
  record Softmax(String name) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      LayerShapes.requireFlat(this, input);
      return input;
    }
  }

  /** Per channel; {@code scale} tells whether gamma is there, {@code center} whether beta is. */
  record BatchNormalization(
      String name, double momentum, double epsilon, boolean scale, boolean center)
      implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      if (input.kind() == KerasShape.Kind.PLANE) {
        throw LayerShapes.plane(this, input);
      }
      return input;
    }
  }

  /** Whether the names of layers differ, as Keras demands. */
  static boolean namesAreUnique(List<KerasLayer> layers) {
    return Set.copyOf(layers.stream().map(KerasLayer::name).toList()).size() == layers.size();
  }
}
