package recipe4j.keras.layer;

import recipe4j.keras.KerasFormatException;

/**
 * The shape between two layers, for one example: an image, an image without an axis of channels, or
 * a flat row of {@code channels} values with height and width 1.
 *
 * @param kind how many axes it has
 * @param height of the image in pixels
 * @param width of the image in pixels
 * @param channels of the image, or values of the row
 */
public record KerasShape(Kind kind, long height, long width, long channels) {
  /** Its axes. */
  public enum Kind {
    /** (values). */
    ROW,
    /** (height, width), one channel. */
    PLANE,
    /** (height, width, channels). */
    IMAGE
  }

  /** Height or width where the model takes any. */
  public static final long UNKNOWN = -1;

  /** Stands in for an unknown height or width where DL4J asks for a number. */
  public static final int NOMINAL = 1;

  /** A vector of so many values. */
  public static KerasShape flat(long size) {
    return new KerasShape(Kind.ROW, 1, 1, size);
  }

  /** Images of one channel that has no axis. */
  public static KerasShape plane(long height, long width) {
    return new KerasShape(Kind.PLANE, height, width, 1);
  }

  /** Images, channels last. */
  public static KerasShape image(long height, long width, long channels) {
    return new KerasShape(Kind.IMAGE, height, width, channels);
  }

  /** Whether it has height, width and channels. */
  public boolean image() {
    return kind == Kind.IMAGE;
  }

  /** Whether it has one axis. */
  public boolean row() {
    return kind == Kind.ROW;
  }

  /** Whether its values have the same order with channels first as with channels last. */
  public boolean oneOrder() {
    return channels == 1 || (height == 1 && width == 1);
  }

  /** Whether height and width are given. */
  public boolean known() {
    return height != UNKNOWN && width != UNKNOWN;
  }

  /** A side that grows; the unknown stays so. */
  public static long plus(long side, long more) {
    return side == UNKNOWN ? UNKNOWN : Math.max(side + more, 0);
  }

  /** A side many times. */
  public static long times(long side, long factor) {
    return side == UNKNOWN ? UNKNOWN : side * factor;
  }

  /** How many places a window has along a side. */
  public static long steps(long side, long window, long stride, boolean same) {
    return side == UNKNOWN
        ? UNKNOWN
        : same ? (side + stride - 1) / stride : side < window ? 0 : (side - window) / stride + 1;
  }

  /** A side out of which a window would make the given one. */
  public static long larger(long side, long window, long stride, boolean same) {
    return same ? times(side, stride) : plus(times(side, stride), window - stride);
  }

  /** Number of values; exact, because {@link #checked} bounds it. */
  public long size() {
    return height * width * channels;
  }

  /** This shape, if it is neither empty nor larger than DL4J can index. */
  public KerasShape checked(String layer) throws KerasFormatException {
    if (!known()) {
      image(Math.max(height, height * UNKNOWN), Math.max(width, width * UNKNOWN), channels)
          .checked(layer);
      return this;
    }
    boolean positive = height > 0 && width > 0 && channels > 0;
    if (!positive
        || Math.multiplyHigh(height * width, channels) != 0
        || Math.max(height, Math.max(width, channels)) > Integer.MAX_VALUE
        || size() > Integer.MAX_VALUE) {
      throw new KerasFormatException(
          "%s must give between 1 and %s values, found %s; change the sizes of its input"
              .formatted(layer, Integer.MAX_VALUE, this));
    }
    return this;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ROW -> "(%s)".formatted(channels);
      case PLANE -> "(%s, %s)".formatted(height, width);
      case IMAGE -> "(%s, %s, %s)".formatted(side(height), side(width), channels);
    };
  }

  private static String side(long side) {
    return side == UNKNOWN ? "None" : String.valueOf(side);
  }
}
