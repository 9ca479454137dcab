package recipe4j.keras.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;

/** A layer as Keras's configuration describes it, as far as recipe4j carries it over. */
public sealed interface KerasLayer {
  /** Classes that are read and written, for error texts. */
  String SUPPORTED =
      "InputLayer, Conv2D, MaxPooling2D, AveragePooling2D, GlobalMaxPooling2D,"
          + " GlobalAveragePooling2D, ZeroPadding2D, Flatten, Reshape, Rescaling, Dropout, Dense,"
          + " Activation, ReLU, LeakyReLU, ELU, Softmax and BatchNormalization";

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

  /** For error texts. */
  default String label() {
    return "the layer '%s' (%s)".formatted(name(), className());
  }

  /** Two sizes, in Keras's order. */
  record Size(long height, long width) {}

  /** Filters that are moved over an image. */
  record Conv2D(
      String name,
      long filters,
      Size kernel,
      Size strides,
      boolean same,
      boolean useBias,
      String activation)
      implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      KerasShape moved = moved(this, input, kernel, strides, same);
      return KerasShape.image(moved.height(), moved.width(), filters).checked(label());
    }
  }

  /** The largest or the mean value of a window that is moved over an image. */
  record Pooling2D(String name, boolean max, Size pool, Size strides, boolean same)
      implements KerasLayer {
    @Override
    public String className() {
      return max ? "MaxPooling2D" : "AveragePooling2D";
    }

    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      return moved(this, input, pool, strides, same).checked(label());
    }
  }

  /** An image as a row, height first and channels last. */
  record Flatten(String name) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) {
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
      requireImage(this, input);
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
      requireFlat(this, input);
      return KerasShape.flat(units).checked(label());
    }
  }

  /** A function of single values, or softmax. */
  record Activation(String name, String activation) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      if (activation.equals("softmax")) {
        requireFlat(this, input);
      }
      return input;
    }
  }

  /**
   * {@code maxValue} is null where there is none; only one of the three is other than the default.
   */
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

  /** Each value times {@code scale}, plus {@code offset}. */
  record Rescaling(String name, double scale, double offset) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) {
      return input;
    }
  }

  /** Rows and columns of zeros around an image. */
  record ZeroPadding2D(String name, long top, long bottom, long left, long right)
      implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      requireImage(this, input);
      return KerasShape.image(
              input.height() + top + bottom, input.width() + left + right, input.channels())
          .checked(label());
    }
  }

  /** Over the last axis of a row. */
  record Softmax(String name) implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      requireFlat(this, input);
      return input;
    }
  }

  /** Per channel; {@code affine} tells whether gamma and beta are there. */
  record BatchNormalization(String name, int axis, double momentum, double epsilon, boolean affine)
      implements KerasLayer {
    @Override
    public KerasShape output(KerasShape input) throws KerasFormatException {
      if (input.kind() == KerasShape.Kind.PLANE) {
        throw new KerasFormatException(
            "%s is supported on images with channels and on rows, found %s; put a Reshape before it"
                .formatted(label(), input));
      }
      if (axis != -1 && axis != (input.image() ? 3 : 1)) {
        throw new KerasFormatException(
            "%s is supported over the last axis, found axis %s; save the model with channels last"
                .formatted(label(), axis));
      }
      return input;
    }
  }

  private static KerasShape moved(
      KerasLayer layer, KerasShape input, Size window, Size strides, boolean same)
      throws KerasFormatException {
    requireImage(layer, input);
    return KerasShape.image(
        steps(input.height(), window.height(), strides.height(), same),
        steps(input.width(), window.width(), strides.width(), same),
        input.channels());
  }

  private static long steps(long size, long window, long stride, boolean same) {
    return same ? (size + stride - 1) / stride : size < window ? 0 : (size - window) / stride + 1;
  }

  private static void requireImage(KerasLayer layer, KerasShape input) throws KerasFormatException {
    if (!input.image()) {
      throw new KerasFormatException(
          "%s needs images, found %s; give the model an input of (height, width, channels)"
              .formatted(
                  layer.label(),
                  input.row()
                      ? "rows of %s values".formatted(input.channels())
                      : "images without channels of " + input));
    }
  }

  private static void requireFlat(KerasLayer layer, KerasShape input) throws KerasFormatException {
    if (!input.row()) {
      throw new KerasFormatException(
          "%s is supported on rows of values, found images of %s; put a Flatten before it"
              .formatted(layer.label(), input));
    }
  }

  /** Whether the names of layers differ, as Keras demands. */
  static boolean namesAreUnique(List<KerasLayer> layers) {
    return Set.copyOf(layers.stream().map(KerasLayer::name).toList()).size() == layers.size();
  }
}
