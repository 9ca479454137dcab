package recipe4j.engine.graph;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import recipe4j.layer.GroupedConvolution;

/** Convolutions with groups of channels, and where their kernels lie in DL4J's vector. */
final class ConvolutionSpecs {
  private ConvolutionSpecs() {}

  /** Filters for each channel, then, in a separable one, filters of one pixel for all. */
  static List<LayerSpec> depthwise(int index, ConvolutionLayer layer, KernelWindow window) {
    long channels = layer.getNIn();
    long width = window.kernel()[1];
    long area = window.kernel()[0] * width;
    if (layer instanceof SeparableConvolution2D separable) { // [each, channel, height, width]
      long filters = channels * separable.getDepthMultiplier();
      LayerSpec.Convolution.Groups groups =
          new LayerSpec.Convolution.Groups(channels, area, channels * area, area, width, 1);
      int[] ones = {1, 1};
      KernelWindow pixel =
          new KernelWindow(ones, ones, ones, new int[] {0, 0}, ConvolutionMode.Truncate);
      return List.of(
          new LayerSpec.Convolution(index, window, channels, filters, false, "W", groups),
          new LayerSpec.Convolution(
              index, pixel, filters, layer.getNOut(), layer.hasBias(), "pW", null));
    }
    long each = ((DepthwiseConvolution2D) layer).getDepthMultiplier();
    long filters = channels * each; // [height, width, channel, each]
    LayerSpec.Convolution.Groups groups =
        new LayerSpec.Convolution.Groups(channels, each, 1, filters, width * filters, filters);
    return List.of(
        new LayerSpec.Convolution(index, window, channels, filters, layer.hasBias(), "W", groups));
  }

  /** Filters for each of some groups: [filter, channel, height, width]. */
  static LayerSpec grouped(int index, GroupedConvolution layer) {
    int[] kernel = layer.kernel();
    ConvolutionMode mode = layer.padded() ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    KernelWindow window =
        new KernelWindow(kernel, layer.strides(), layer.dilations(), new int[] {0, 0}, mode);
    long area = (long) kernel[0] * kernel[1];
    long filter = layer.getNIn() / layer.groups() * area;
    long part = layer.filters() / layer.groups() * filter;
    return new LayerSpec.Convolution(
        index,
        window,
        layer.getNIn(),
        layer.filters(),
        layer.biased(),
        "kernel",
        new LayerSpec.Convolution.Groups(layer.groups(), part, filter, area, kernel[1], 1));
  }
}
