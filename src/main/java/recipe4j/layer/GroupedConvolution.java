package recipe4j.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keras's Conv2D with groups: channels and filters are cut into as many parts, and the filters of a
 * part see the channels of that part alone. DL4J has groups of one channel only.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class GroupedConvolution extends ExampleLayer {
  @JsonProperty private long filters;
  @JsonProperty private long groups = 1;
  @JsonProperty private int[] kernelSize = {1, 1};
  @JsonProperty private int[] stride = {1, 1};
  @JsonProperty private int[] dilation = {1, 1};
  @JsonProperty private boolean same;
  @JsonProperty private boolean biased;
  @JsonProperty private String activation = "linear";

  private GroupedConvolution() {}

  /**
   * With Keras's settings.
   *
   * @param filters in all, a multiple of the groups
   * @param groups at least 1
   * @param window {kernel height, width, stride height, width, dilation height, width}
   * @param same whether images are padded so that a stride of 1 keeps their size
   * @param biased whether each filter has a number that is added
   */
  public GroupedConvolution(
      long filters, long groups, List<Long> window, boolean same, boolean biased) {
    this.filters = filters;
    this.groups = groups;
    this.kernelSize = pair(window, 0);
    this.stride = pair(window, 2);
    this.dilation = pair(window, 4);
    this.same = same;
    this.biased = biased;
  }

  private static int[] pair(List<Long> numbers, int from) {
    return new int[] {(int) (long) numbers.get(from), (int) (long) numbers.get(from + 1)};
  }

  /**
   * The same with an activation.
   *
   * @param name in Keras
   * @param function in DL4J
   */
  public GroupedConvolution with(String name, IActivation function) {
    activation = name;
    activationFn = function;
    return this;
  }

  /** {@return how many parts there are} */
  public long groups() {
    return groups;
  }

  /** {@return how many filters there are} */
  public long filters() {
    return filters;
  }

  /** {@return {kernel height, width}} */
  public int[] kernel() {
    return kernelSize.clone();
  }

  /** {@return {stride height, width}} */
  public int[] strides() {
    return stride.clone();
  }

  /** {@return {dilation height, width}} */
  public int[] dilations() {
    return dilation.clone();
  }

  /** {@return whether images are padded} */
  public boolean padded() {
    return same;
  }

  /** {@return whether there is a bias} */
  public boolean biased() {
    return biased;
  }

  @Override
  public boolean needsImages() {
    return true;
  }

  @Override
  public boolean fits(long channels) {
    return channels % groups == 0 && filters % groups == 0;
  }

  @Override
  public boolean isSound() {
    return groups > 0 && filters > 0 && fits(getNIn());
  }

  @Override
  public String kerasClass() {
    return "Conv2D";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of(
        "filters",
        filters,
        "groups",
        groups,
        "kernel_size",
        list(kernelSize),
        "strides",
        list(stride),
        "dilation_rate",
        list(dilation),
        "padding",
        same ? "same" : "valid",
        "use_bias",
        biased,
        "activation",
        activation,
        "data_format",
        "channels_last");
  }

  private static List<Integer> list(int... pair) {
    return List.of(pair[0], pair[1]);
  }

  @Override
  public List<WeightArray> weights() {
    List<WeightArray> weights = new ArrayList<>();
    long channels = getNIn() / groups;
    List<Long> shape = List.of(filters, channels, (long) kernelSize[0], (long) kernelSize[1]);
    weights.add(new WeightArray("kernel", shape, 0, true));
    if (biased) {
      weights.add(WeightArray.row("bias", filters, 0, true));
    }
    return weights;
  }

  private int extent(int axis) {
    return (kernelSize[axis] - 1) * dilation[axis] + 1;
  }

  private long steps(long side, int axis) {
    long room = same ? side + stride[axis] - 1 : side - extent(axis) + stride[axis];
    return Math.max(room / stride[axis], 0);
  }

  @Override
  public long[] outputShape(long... input) {
    return input.length == 3
        ? new long[] {filters, steps(input[1], 0), steps(input[2], 1)}
        : new long[] {filters};
  }

  private int before(long side, int axis) {
    long padding = (steps(side, axis) - 1) * stride[axis] + extent(axis) - side;
    return same ? (int) Math.max(padding, 0) / 2 : 0;
  }

  @Override
  public void forward(Example example) {
    int area = (int) (example.output.length / filters);
    for (int i = 0; i < example.output.length; i++) {
      example.output[i] = biased ? example.weights[1][i / area] : 0;
    }
    walk(
        example,
        (in, out, weight) -> example.output[out] += example.input[in] * example.weights[0][weight]);
  }

  @Override
  public void backward(Example example) {
    int area = (int) (example.outputGradient.length / filters);
    for (int i = 0; biased && i < example.outputGradient.length; i++) {
      example.weightGradients[1][i / area] += example.outputGradient[i];
    }
    Arrays.fill(example.inputGradient, 0);
    walk(
        example,
        (in, out, weight) -> {
          float above = example.outputGradient[out];
          example.inputGradient[in] += above * example.weights[0][weight];
          example.weightGradients[0][weight] += above * example.input[in];
        });
  }

  /** A product of the sum. */
  private interface Term {
    void at(int in, int out, int weight);
  }

  private void walk(Example example, Term term) {
    int height = (int) example.shape[1];
    int width = (int) example.shape[2];
    int rows = (int) steps(height, 0);
    int columns = (int) steps(width, 1);
    int part = (int) (example.shape[0] / groups);
    int weight = 0;
    for (int filter = 0; filter < filters; filter++) {
      int first = (int) (filter / (filters / groups)) * part;
      for (int channel = first; channel < first + part; channel++) {
        for (int i = 0; i < kernelSize[0]; i++) {
          for (int j = 0; j < kernelSize[1]; j++, weight++) {
            int down = i * dilation[0] - before(height, 0);
            int right = j * dilation[1] - before(width, 1);
            for (int row = 0; row < rows; row++) {
              int y = row * stride[0] + down;
              for (int column = 0; y >= 0 && y < height && column < columns; column++) {
                int x = column * stride[1] + right;
                if (x >= 0 && x < width) {
                  term.at(
                      (channel * height + y) * width + x,
                      (filter * rows + row) * columns + column,
                      weight);
                }
              }
            }
          }
        }
      }
    }
  }
}
