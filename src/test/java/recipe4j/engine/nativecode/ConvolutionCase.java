package recipe4j.engine.nativecode;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/** A convolution with drawn values, computed by the kernels and, directly, in double precision. */
final class ConvolutionCase {
  private static final int BLOCK = 16;
  private static final int GUARD = 64;
  private static final float MARK = 12345.5f;

  private final ConvolutionShape shape;
  private final float[] source;
  private final float[] weights;
  private final float[] bias;
  private final float[] gradient;

  private ConvolutionCase(
      ConvolutionShape shape, float[] source, float[] weights, float[] bias, float[] gradient) {
    this.shape = shape;
    this.source = source;
    this.weights = weights;
    this.bias = bias;
    this.gradient = gradient;
  }

  static ConvolutionCase draw(ConvolutionShape s, Random random) {
    int taps = s.kernel() * s.kernel();
    int pooling = s.pooled() ? 4 : 1;
    return new ConvolutionCase(
        s,
        gaussian(random, s.images() * s.inputs() * s.height() * s.width()),
        gaussian(random, s.outputs() * s.inputs() * taps),
        gaussian(random, s.outputs()),
        gaussian(random, s.images() * s.outputs() * s.rows() * s.columns() / pooling));
  }

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The same with no bias, and with zeros in some rows of all images. */
  ConvolutionCase blank(int rows, int from) {
    float[] blanked = source.clone();
    int area = shape.height() * shape.width();
    for (int image = 0; image < shape.images() * shape.inputs(); image++) {
      int start = image * area + from * shape.width();
      Arrays.fill(blanked, start, start + rows * shape.width(), 0f);
    }
    return new ConvolutionCase(shape, blanked, weights, new float[shape.outputs()], gradient);
  }

  /** Root mean square errors relative to that of the values, and whether no guard was written. */
  record Errors(double forward, double weight, double bias, double source, boolean intact) {
    double largest() {
      return Math.max(Math.max(forward, weight), Math.max(bias, source));
    }
  }

  /** Memory with guards on both sides. */
  private static final class Guarded {
    private final FloatPointer block;
    private final long length;

    Guarded(long length) {
      this.length = length;
      this.block = new FloatPointer(length + 3 * GUARD);
      for (long i = 0; i < length + 3 * GUARD; i++) {
        block.put(i, i < start() || i >= start() + length ? MARK : Float.NaN);
      }
    }

    Guarded(float[] values) {
      this(values.length);
      for (int i = 0; i < values.length; i++) {
        block.put(start() + i, values[i]);
      }
    }

    /** The first value at a multiple of 64 bytes, after a guard. */
    private long start() {
      return GUARD + (GUARD - block.address() % GUARD) % GUARD / Float.BYTES;
    }

    long address() {
      return block.address() + start() * Float.BYTES;
    }

    float[] values() {
      float[] values = new float[(int) length];
      for (int i = 0; i < length; i++) {
        values[i] = block.get(start() + i);
      }
      return values;
    }

    boolean intact() {
      for (long i = 0; i < length + 3 * GUARD; i++) {
        if ((i < start() || i >= start() + length) && block.get(i) != MARK) {
          return false;
        }
      }
      return true;
    }
  }

  private int pooledRows() {
    return shape.pooled() ? shape.rows() / 2 : shape.rows();
  }

  private int pooledColumns() {
    return shape.pooled() ? shape.columns() / 2 : shape.columns();
  }

  private static int whole(int channels) {
    return (channels + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static int at(int image, int channels, int channel, int pixels, int pixel) {
    return (image * whole(channels) + channel / BLOCK * BLOCK) * pixels
        + pixel * BLOCK
        + channel % BLOCK;
  }

  private static float[] blocked(float[] plain, int images, int channels, int pixels) {
    float[] blocked = new float[images * whole(channels) * pixels];
    for (int i = 0; i < images * channels * pixels; i++) {
      int image = i / pixels / channels;
      blocked[at(image, channels, i / pixels % channels, pixels, i % pixels)] = plain[i];
    }
    return blocked;
  }

  private static float[] plain(float[] blocked, int images, int channels, int pixels) {
    float[] plain = new float[images * channels * pixels];
    for (int i = 0; i < plain.length; i++) {
      int image = i / pixels / channels;
      plain[i] = blocked[at(image, channels, i / pixels % channels, pixels, i % pixels)];
    }
    return plain;
  }

  /** What the kernels gave: outputs, places of the maxima, gradients; all plain. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Computed(
      float[] outputs,
      int[] maxima,
      float[] weights,
      float[] bias,
      float[] source,
      boolean intact) {}

  private Computed compute(int lanes, boolean direct) {
    IntPointer described = new IntPointer(shape.fields());
    try {
      return compute(lanes, direct, described.address());
    } finally {
      Reference.reachabilityFence(described); // the kernels know its address only
    }
  }

  private Computed compute(int lanes, boolean direct, long told) {
    ConvolutionShape s = shape;
    int area = s.height() * s.width();
    int pixels = pooledRows() * pooledColumns();
    Guarded input = new Guarded(direct ? source : blocked(source, s.images(), s.inputs(), area));
    Guarded kernel = new Guarded(weights);
    Guarded biases = new Guarded(bias);
    Guarded result = new Guarded((long) s.images() * whole(s.outputs()) * pixels);
    Guarded above = new Guarded(blocked(gradient, s.images(), s.outputs(), pixels));
    BytePointer maxima = new BytePointer((long) s.images() * whole(s.outputs()) * pixels);
    Guarded kernelGradient = new Guarded(weights.length);
    Guarded biasGradient = new Guarded(bias.length);
    Guarded inputGradient = new Guarded((long) s.images() * whole(s.inputs()) * area);
    List<Guarded> all = new ArrayList<>(List.of(input, kernel, biases, result, above));
    all.addAll(List.of(kernelGradient, biasGradient, inputGradient));
    if (direct) {
      Guarded scratch = scratch(NativeKernels.directScratch(lanes, told));
      all.add(scratch);
      NativeKernels.directForward(
          lanes,
          told,
          input.address(),
          kernel.address(),
          biases.address(),
          result.address(),
          maxima.address(),
          scratch.address());
      NativeKernels.directBackward(
          lanes,
          told,
          input.address(),
          result.address(),
          maxima.address(),
          above.address(),
          kernelGradient.address(),
          biasGradient.address(),
          scratch.address());
    } else {
      Guarded scratch = scratch(NativeKernels.winogradScratch(lanes, told));
      long count = NativeKernels.winogradWeightsSize(lanes, told);
      Guarded points = new Guarded(count);
      Guarded transposed = new Guarded(count);
      Guarded pointGradient = new Guarded(count);
      all.addAll(List.of(scratch, points, transposed, pointGradient));
      NativeKernels.winogradWeights(lanes, told, kernel.address(), points.address(), 0);
      NativeKernels.winogradWeights(lanes, told, kernel.address(), transposed.address(), 1);
      NativeKernels.winogradForward(
          lanes,
          told,
          input.address(),
          points.address(),
          biases.address(),
          result.address(),
          maxima.address(),
          scratch.address());
      NativeKernels.winogradBackward(
          lanes,
          told,
          input.address(),
          transposed.address(),
          result.address(),
          maxima.address(),
          above.address(),
          inputGradient.address(),
          pointGradient.address(),
          biasGradient.address(),
          scratch.address());
      NativeKernels.winogradWeightGradient(
          lanes, told, pointGradient.address(), kernelGradient.address());
    }
    int[] places = new int[gradient.length];
    for (int i = 0; i < places.length; i++) {
      int image = i / pixels / s.outputs();
      places[i] = maxima.get(at(image, s.outputs(), i / pixels % s.outputs(), pixels, i % pixels));
    }
    boolean intact = all.stream().allMatch(Guarded::intact);
    return new Computed(
        plain(result.values(), s.images(), s.outputs(), pixels),
        places,
        kernelGradient.values(),
        biasGradient.values(),
        direct ? null : plain(inputGradient.values(), s.images(), s.inputs(), area),
        intact);
  }

  private static Guarded scratch(long bytes) {
    return new Guarded((bytes + Float.BYTES - 1) / Float.BYTES);
  }

  Errors errors(int lanes, boolean direct) {
    Computed computed = compute(lanes, direct);
    double[] outputs = new double[gradient.length];
    double[] weightGradient = new double[weights.length];
    double[] biasGradient = new double[bias.length];
    double[] sourceGradient = new double[source.length];
    int pixels = pooledRows() * pooledColumns();
    for (int i = 0; i < outputs.length; i++) {
      int image = i / pixels / shape.outputs();
      int output = i / pixels % shape.outputs();
      int row = i % pixels / pooledColumns();
      int column = i % pixels % pooledColumns();
      int place = shape.pooled() ? computed.maxima()[i] : 0;
      double value = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < (shape.pooled() ? 4 : 1); k++) {
        int scale = shape.pooled() ? 2 : 1;
        value = Math.max(value, at(image, output, scale * row + k / 2, scale * column + k % 2));
      }
      outputs[i] = value > 0 ? value : shape.slope() * value;
      int scale = shape.pooled() ? 2 : 1;
      double above = gradient[i] * (computed.outputs()[i] > 0 ? 1 : shape.slope());
      biasGradient[output] += above;
      int y = scale * row + place / 2;
      int x = scale * column + place % 2;
      taps(
          image,
          output,
          y,
          x,
          (weight, from) -> {
            weightGradient[weight] += above * source[from];
            sourceGradient[from] += above * weights[weight];
          });
    }
    return new Errors(
        error(computed.outputs(), outputs),
        error(computed.weights(), weightGradient),
        error(computed.bias(), biasGradient),
        direct ? 0 : error(computed.source(), sourceGradient),
        computed.intact());
  }

  /** Receives the index of a weight and of the input that it is multiplied by. */
  private interface Tap {
    void at(int weight, int from);
  }

  private void taps(int image, int output, int row, int column, Tap tap) {
    int extent = shape.kernel();
    for (int i = 0; i < shape.inputs() * extent * extent; i++) {
      int y = row + i / extent % extent - shape.top();
      int x = column + i % extent - shape.left();
      if (y >= 0 && x >= 0 && y < shape.height() && x < shape.width()) {
        int channel = image * shape.inputs() + i / extent / extent;
        tap.at(
            output * shape.inputs() * extent * extent + i,
            (channel * shape.height() + y) * shape.width() + x);
      }
    }
  }

  private double at(int image, int output, int row, int column) {
    double[] sum = {bias[output]};
    taps(
        image,
        output,
        row,
        column,
        (weight, from) -> sum[0] += (double) weights[weight] * source[from]);
    return sum[0];
  }

  private static double error(float[] actual, double[] expected) {
    double difference = 0;
    double scale = 1e-30;
    for (int i = 0; i < actual.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      scale += expected[i] * expected[i];
    }
    double error = Math.sqrt(difference / scale);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** The outputs of windows whose inputs are all zero. */
  List<Float> outputsOfZeros(int lanes) {
    Computed computed = compute(lanes, false);
    List<Float> found = new ArrayList<>();
    int pixels = shape.rows() * shape.columns();
    for (int i = 0; i < gradient.length; i++) {
      boolean[] live = {false};
      int image = i / pixels / shape.outputs();
      taps(
          image,
          i / pixels % shape.outputs(),
          i % pixels / shape.columns(),
          i % pixels % shape.columns(),
          (weight, from) -> live[0] |= source[from] != 0);
      if (!live[0]) {
        found.add(computed.outputs()[i]);
      }
    }
    return found;
  }
}
