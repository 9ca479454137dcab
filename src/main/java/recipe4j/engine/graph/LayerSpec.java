package recipe4j.engine.graph;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import recipe4j.layer.ExampleLayer;

/** A layer's hyperparameters, as the plan compiler needs them. {@code layer} is DL4J's index. */
public sealed interface LayerSpec {
  /**
   * The output's shape.
   *
   * @param input shape of one example
   * @return of one example, or null if the input doesn't fit
   */
  Shape output(Shape input);

  /**
   * A 2D convolution without its activation.
   *
   * @param weights DL4J's name of the kernel
   * @param groups of channels that have filters of their own; null where all have the same
   */
  record Convolution(
      int layer,
      KernelWindow window,
      long inputs,
      long filters,
      boolean bias,
      String weights,
      Groups groups)
      implements LayerSpec {
    /**
     * Groups of channels.
     *
     * @param count how many
     * @param strides of DL4J's kernel seen as [group, filter, channel, height, width]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Groups(long count, long... strides) {}

    /** One whose filters look at all channels. */
    public Convolution(int layer, KernelWindow window, long inputs, long filters, boolean bias) {
      this(layer, window, inputs, filters, bias, "W", null);
    }

    @Override
    public Shape output(Shape input) {
      return input.isImage() && input.channels() == inputs
          ? windowed(window, input, filters)
          : null;
    }

    /** The bias's name beside the kernel's: ours have Keras's. */
    public String biases() {
      return weights.equals("kernel") ? "bias" : "b";
    }

    /** Whether it is in the form that most are. */
    public boolean isPlain() {
      return groups == null && weights.equals("W");
    }

    /** The kernel's dimensions; with groups, these come first. */
    public long[] weightDims() {
      int[] kernel = window.kernel();
      return groups == null
          ? new long[] {filters, inputs, kernel[0], kernel[1]}
          : new long[] {
            groups.count, filters / groups.count, inputs / groups.count, kernel[0], kernel[1]
          };
    }

    /** One of equal parts of the filters. */
    public Convolution share(int parts) {
      return new Convolution(layer, window, inputs, filters / parts, bias, weights, groups);
    }
  }

  /** Max or average pooling. */
  record Pooling(int layer, KernelWindow window, Kind kind) implements LayerSpec {
    /** How a window's values become one. */
    public enum Kind {
      MAX,
      /** The mean over what lies inside the image. */
      AVERAGE,
      /** The mean over the whole window, padding counted as zeros. */
      AVERAGE_WITH_PADDING
    }

    @Override
    public Shape output(Shape input) {
      return input.isImage() ? windowed(window, input, input.channels()) : null;
    }
  }

  /** Pooling over the whole image; a row of channels if it {@code flattens}. */
  record GlobalPooling(int layer, Pooling.Kind kind, boolean flattens) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      Shape pooled = input.isImage() ? over(input).output(input) : null;
      return pooled != null && flattens ? pooled.flat() : pooled;
    }

    /** The same for images of one size; its output still has height and width, of 1. */
    public Pooling over(Shape input) {
      int[] sides = {(int) input.dims()[1], (int) input.dims()[2]};
      int[] ones = {1, 1};
      KernelWindow whole =
          new KernelWindow(sides, ones, ones, new int[] {0, 0}, ConvolutionMode.Truncate);
      return new Pooling(layer, whole, kind);
    }
  }

  /** A dense layer without its activation; takes images too, as if flattened. */
  record Dense(int layer, long inputs, long outputs, boolean bias) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      return input.size() == inputs ? new Shape(outputs) : null;
    }
  }

  /** Batch normalisation over the channels. */
  record BatchNorm(
      int layer, long channels, double epsilon, double decay, boolean logStd, Fixed fixed)
      implements LayerSpec {
    /** Gamma and beta that are not trained; null where they are parameters. */
    public record Fixed(double gamma, double beta) {}

    @Override
    public Shape output(Shape input) {
      return input.channels() == channels ? input : null;
    }
  }

  /** An element-wise activation function. */
  record Activation(int layer, Eltwise function) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /** A layer that is computed in Java, example by example. */
  record InJava(int layer, ExampleLayer function) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      boolean fits =
          (function.getNIn() == 0 || function.getNIn() == input.channels())
              && (input.isImage() || !function.needsImages());
      Shape output = fits ? new Shape(function.outputShape(input.dims())) : null;
      return output == null || output.size() < 1 ? null : output;
    }
  }

  /** Softmax over the features, as a hidden layer. */
  record Softmax(int layer) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      return input.isImage() ? null : input;
    }
  }

  /** Inverted dropout, in training only. */
  record DropoutSpec(int layer, Dropout dropout) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /** [channels, height, width] to [features], in that order. */
  record Flatten() implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      return input.flat();
    }
  }

  /** [features] to [channels, height, width]; leaves images as they are. */
  record Unflatten(Shape image) implements LayerSpec {
    @Override
    public Shape output(Shape input) {
      if (input.isImage()) {
        return input;
      }
      return input.size() == image.size() ? image : null;
    }
  }

  private static Shape windowed(KernelWindow window, Shape input, long channels) {
    long height = window.output(input.dims()[1], 0);
    long width = window.output(input.dims()[2], 1);
    return height < 1 || width < 1 ? null : new Shape(channels, height, width);
  }
}
