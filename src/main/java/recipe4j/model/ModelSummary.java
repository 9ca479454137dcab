package recipe4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
 * the channels first: (None, channels, height, width). FLOPs are those of one image forward, and
 * memory is what the layer's output takes for one image, as {@link LayerCost} counts them.
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
  private record Row(String name, String shape, String parameters, String flops, String memory) {}

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
    Row head = new Row("Layer (type)", "Output Shape", "Param #", "FLOPs", "Memory");
    int[] widths = {
      width(rows.stream().map(Row::name).toList(), head.name()),
      width(rows.stream().map(Row::shape).toList(), head.shape()),
      width(rows.stream().map(Row::parameters).toList(), head.parameters()),
      width(rows.stream().map(Row::flops).toList(), head.flops()),
      width(rows.stream().map(Row::memory).toList(), head.memory())
    };
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"sequential\"");
    lines.add(rule("┏", "━", "┳", "┓", widths));
    lines.add(line("┃", head, widths));
    lines.add(rule("┡", "━", "╇", "┩", widths));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(line("│", rows.get(i), widths));
      boolean last = i == rows.size() - 1;
      lines.add(last ? rule("└", "─", "┴", "┘", widths) : rule("├", "─", "┼", "┤", widths));
    }
    lines.add(total("Total", parameters));
    lines.add(total("Trainable", parameters));
    lines.add(total("Non-trainable", 0));
    LayerCost cost = LayerCost.of(conf);
    if (cost != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              " One image forward: %,d FLOPs, outputs of all layers %s",
              cost.flops(),
              size(cost.bytes())));
    }
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
          rows.add(new Row(numbered("flatten", seen) + " (Flatten)", shape(type), "0", "0", "0 B"));
        }
      }
      Layer layer = conf.getConf(i).getLayer();
      InputType input = type;
      type = type == null ? null : layer.getOutputType(i, type);
      LayerCost cost = LayerCost.of(conf.getConf(i), input, type);
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
              String.format(Locale.ROOT, "%,d", parameters(conf.getConf(i))),
              cost == null ? "?" : String.format(Locale.ROOT, "%,d", cost.flops()),
              cost == null ? "?" : size(cost.bytes())));
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

  private static String rule(String l, String fill, String mid, String r, int... widths) {
    return Arrays.stream(widths)
        .mapToObj(width -> fill.repeat(width + 2))
        .collect(Collectors.joining(mid, l, r));
  }

  private static String line(String bar, Row row, int... widths) {
    return String.format(
        Locale.ROOT,
        "%1$s %2$-"
            + widths[0]
            + "s %1$s %3$-"
            + widths[1]
            + "s %1$s %4$"
            + widths[2]
            + "s %1$s %5$"
            + widths[3]
            + "s %1$s %6$"
            + widths[4]
            + "s %1$s",
        bar,
        row.name(),
        row.shape(),
        row.parameters(),
        row.flops(),
        row.memory());
  }

  private static String total(String what, long parameters) {
    return String.format(
        Locale.ROOT, " %s params: %,d (%s)", what, parameters, size(4 * parameters));
  }

  private static String size(long bytes) {
    return bytes < 1024
        ? String.format(Locale.ROOT, "%.2f B", (double) bytes)
        : bytes < 1024 * 1024
            ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024.0)
            : String.format(Locale.ROOT, "%.2f MB", bytes / 1024.0 / 1024);
  }
}
