package recipe4j.keras.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.jspecify.annotations.Nullable;

/**
 * DL4J's preprocessors for changes of shape, from which Keras's input can be told again. An input
 * of images is a bare {@code FeedForwardToCnn} (which takes rows, too) or {@code CnnToFeedForward};
 * rows that are made images are the former within a {@code Composable}; images without channels are
 * a {@code Reshape} of two axes. After the input, DL4J holds them as images of one channel.
 */
public final class Reshapes {
  private Reshapes() {}

  /**
   * What stands before the first layer.
   *
   * @param input of the model
   * @param taken by the first layer
   * @return null for nothing
   */
  public static @Nullable InputPreProcessor first(KerasShape input, KerasShape taken) {
    if (input.kind() == KerasShape.Kind.PLANE) {
      return new ReshapePreprocessor(
          new long[] {input.height(), input.width()},
          taken.row()
              ? new long[] {taken.size()}
              : new long[] {taken.channels(), taken.height(), taken.width()},
          false,
          CNN2DFormat.NCHW);
    }
    List<InputPreProcessor> steps = steps(input, taken);
    if (!input.known()) {
      return null; // DL4J has no word for it
    }
    if (input.image()) {
      return steps.isEmpty() ? image(input) : one(steps);
    }
    return steps.isEmpty() ? null : new ComposableInputPreProcessor(image(taken));
  }

  /** What stands between two layers; null for nothing. */
  public static @Nullable InputPreProcessor between(KerasShape given, KerasShape taken) {
    return one(steps(given, taken));
  }

  /** What the first of the preprocessors takes, or null if they don't tell. */
  public static @Nullable KerasShape input(@Nullable InputPreProcessor first) {
    if (first instanceof ReshapePreprocessor reshape) {
      long[] axes = reshape.getInputShape();
      return axes.length == 2 ? KerasShape.plane(axes[0], axes[1]) : null;
    }
    InputPreProcessor one = parts(first).isEmpty() ? null : parts(first).get(0);
    if (one instanceof FeedForwardToCnnPreProcessor image) {
      long height = image.getInputHeight();
      long width = image.getInputWidth();
      return first == one
          ? KerasShape.image(height, width, image.getNumChannels())
          : KerasShape.flat(height * width * image.getNumChannels());
    }
    return one instanceof CnnToFeedForwardPreProcessor image
        ? KerasShape.image(image.getInputHeight(), image.getInputWidth(), image.getNumChannels())
        : null;
  }

  /** What DL4J is told that a model takes. */
  public static InputType inputType(KerasShape input, boolean startsFlat) {
    if (input.row()) {
      return InputType.feedForward(input.channels());
    }
    if (!input.known()) {
      return InputType.convolutional(
          nominal(input.height()), nominal(input.width()), input.channels());
    }
    return startsFlat && input.image()
        ? InputType.convolutional(input.height(), input.width(), input.channels())
        : InputType.convolutionalFlat(input.height(), input.width(), input.channels());
  }

  /** Enough for every pooling; DL4J only follows the shapes. */
  private static long nominal(long side) {
    return side == KerasShape.UNKNOWN ? 1 << 10 : side;
  }

  /** The preprocessors, one after the other. */
  public static List<InputPreProcessor> parts(@Nullable InputPreProcessor whole) {
    if (whole instanceof ComposableInputPreProcessor several) {
      return List.of(several.getInputPreProcessors());
    }
    return whole == null ? List.of() : List.of(whole);
  }

  /**
   * The shape that a preprocessor makes.
   *
   * @return null if it is none of these
   */
  public static @Nullable KerasShape output(InputPreProcessor part) {
    if (part instanceof CnnToFeedForwardPreProcessor image) {
      return KerasShape.flat(
          image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }
    if (part instanceof FeedForwardToCnnPreProcessor image) {
      return KerasShape.image(
          image.getInputHeight(), image.getInputWidth(), image.getNumChannels());
    }
    if (part instanceof ReshapePreprocessor reshape) {
      long[] axes = reshape.getTargetShape();
      return axes.length == 1
          ? KerasShape.flat(axes[0])
          : axes.length == 3 ? KerasShape.image(axes[1], axes[2], axes[0]) : null;
    }
    return null;
  }

  private static List<InputPreProcessor> steps(KerasShape from, KerasShape to) {
    List<InputPreProcessor> steps = new ArrayList<>();
    boolean same =
        from.row() == to.row() && from.height() == to.height() && from.width() == to.width();
    if (!from.row() && !same) {
      steps.add(new CnnToFeedForwardPreProcessor(from.height(), from.width(), from.channels()));
    }
    if (!to.row() && !same) {
      steps.add(image(to));
    }
    return steps;
  }

  private static @Nullable InputPreProcessor one(List<InputPreProcessor> steps) {
    if (steps.size() > 1) {
      return new ComposableInputPreProcessor(steps.toArray(new InputPreProcessor[0]));
    }
    return steps.isEmpty() ? null : steps.get(0);
  }

  private static InputPreProcessor image(KerasShape shape) {
    return new FeedForwardToCnnPreProcessor(shape.height(), shape.width(), shape.channels());
  }
}
