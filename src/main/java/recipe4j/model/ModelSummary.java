package recipe4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.model.file.ConfigurationSizes;

/**
 * A table of the layers in the manner of Keras's {@code model.summary()}. Shapes are DL4J's, with
 * the channels first: (None, channels, height, width).
 */
public final class ModelSummary {
  private static final Map<String, String> KERAS_NAMES =
      Map.of(
          "ConvolutionLayer", "Conv2D",
          "DenseLayer", "Dense",
          "OutputLayer", "Dense",
          "BatchNormalization", "BatchNormalization",
          "DropoutLayer", "Dropout",
          "ActivationLayer", "Activation",
          "LossLayer", "Loss");

  /** One line of the table. */
  private record Row(String name, String shape, String parameters) {}

  private ModelSummary() {}

  /**
   * Draws the table.
   *
   * @param net any network
   * @return several lines, without a line end after the last
   */
  public static String of(MultiLayerNetwork net) {
    return of(net.getLayerWiseConfigurations());
  }

  /**
   * Draws the table of a network that need not be made: by arithmetic.
   *
   * @param conf with the inputs of all layers known
   * @return several lines, without a line end after the last
   */
  public static String of(MultiLayerConfiguration conf) {
    List<Row> rows = rows(conf);
    long parameters = conf.getConfs().stream().mapToLong(ModelSummary::parameters).sum();
    Row head = new Row("Layer (type)", "Output Shape", "Param #");
    int a = width(rows.stream().map(Row::name).toList(), head.name());
    int b = width(rows.stream().map(Row::shape).toList(), head.shape());
    int c = width(rows.stream().map(Row::parameters).toList(), head.parameters());
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"sequential\"");
    lines.add(rule("┏", "━", "┳", "┓", a, b, c));
    lines.add(line("┃", head, a, b, c));
    lines.add(rule("┡", "━", "╇", "┩", a, b, c));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(line("│", rows.get(i), a, b, c));
      boolean last = i == rows.size() - 1;
      lines.add(last ? rule("└", "─", "┴", "┘", a, b, c) : rule("├", "─", "┼", "┤", a, b, c));
    }
    lines.add(total("Total", parameters));
    lines.add(total("Trainable", parameters));
    lines.add(total("Non-trainable", 0));
    return String.join("\n", lines);
  }

  private static long parameters(NeuralNetConfiguration layer) {
    return layer.getLayer().initializer().numParams(layer);
  }

  private static List<Row> rows(MultiLayerConfiguration conf) {
    InputType type = ConfigurationSizes.inputType(conf);
    Map<String, Integer> seen = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < conf.getConfs().size(); i++) {
      var preProcessor = conf.getInputPreProcess(i);
      if (preProcessor != null && type != null) {
        type = preProcessor.getOutputType(type);
        if (preProcessor instanceof CnnToFeedForwardPreProcessor) {
          rows.add(new Row(numbered("flatten", seen) + " (Flatten)", shape(type), "0"));
        }
      }
      Layer layer = conf.getConf(i).getLayer();
      type = type == null ? null : layer.getOutputType(i, type);
      String kind = layer.getClass().getSimpleName();
      String keras =
          layer instanceof SubsamplingLayer pooling
              ? kerasName(pooling)
              : KERAS_NAMES.getOrDefault(kind, kind);
      String name = numbered(snakeCase(keras), seen);
      rows.add(
          new Row(
              "%s (%s)".formatted(name, keras),
              shape(type),
              String.format(Locale.ROOT, "%,d", parameters(conf.getConf(i)))));
    }
    return rows;
  }

  private static String kerasName(SubsamplingLayer pooling) {
    return switch (pooling.getPoolingType()) {
      case MAX -> "MaxPooling2D";
      case AVG -> "AveragePooling2D";
      default -> "Pooling2D";
    };
  }

  /** As Keras numbers its layers: conv2d, conv2d_1, conv2d_2. */
  private static String numbered(String name, Map<String, Integer> seen) {
    int before = seen.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "_" + before;
  }

  private static String snakeCase(String name) {
    return name.equals("Conv2D")
        ? "conv2d"
        : name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String shape(@Nullable InputType type) {
    if (type == null) {
      return "?";
    }
    StringBuilder text = new StringBuilder("(None");
    for (long size : type.getShape()) {
      text.append(", ").append(size);
    }
    return text.append(')').toString();
  }

  private static int width(List<String> cells, String head) {
    return cells.stream().mapToInt(String::length).reduce(head.length(), Math::max);
  }

  private static String rule(String l, String fill, String mid, String r, int a, int b, int c) {
    return l + fill.repeat(a + 2) + mid + fill.repeat(b + 2) + mid + fill.repeat(c + 2) + r;
  }

  private static String line(String bar, Row row, int a, int b, int c) {
    return String.format(
        Locale.ROOT,
        "%s %-" + a + "s %s %-" + b + "s %s %" + c + "s %s",
        bar,
        row.name(),
        bar,
        row.shape(),
        bar,
        row.parameters(),
        bar);
  }

  private static String total(String what, long parameters) {
    double bytes = 4.0 * parameters;
    String size =
        bytes < 1024
            ? String.format(Locale.ROOT, "%.2f B", bytes)
            : bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024)
                : String.format(Locale.ROOT, "%.2f MB", bytes / 1024 / 1024);
    return String.format(Locale.ROOT, " %s params: %,d (%s)", what, parameters, size);
  }
}
