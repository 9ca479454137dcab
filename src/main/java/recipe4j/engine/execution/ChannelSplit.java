package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.List;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;

/**
 * The layers of a network, cut where a thread must know what the others have computed. A
 * convolution and what follows it channel by channel can be shared out by output channels.
 */
final class ChannelSplit {
  /** oneDNN's kernels compute so many channels at once, or twice as many. */
  private static final int BLOCK = 8;

  /** Multiplications below which a stage is not worth a second thread: some microseconds. */
  private static final long LEAST = 100_000;

  private ChannelSplit() {}

  /**
   * A run of layers.
   *
   * @param layers from input to output
   * @param parts how many shares of equally many output channels; 1 for a stage left whole
   */
  record Stage(List<LayerSpec> layers, int parts) {
    /** The layers with one part's share of the filters. */
    List<LayerSpec> share() {
      return layers.stream()
          .map(layer -> layer instanceof LayerSpec.Convolution whole ? whole.share(parts) : layer)
          .toList();
    }

    /** The convolution that is shared out. */
    LayerSpec.Convolution convolution() {
      return layers.stream()
          .filter(LayerSpec.Convolution.class::isInstance)
          .map(LayerSpec.Convolution.class::cast)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Cuts a network.
   *
   * @param layers from input to logits
   * @param input shape of one example, behind leading reshapes
   * @param threads at least 1
   * @return the stages in order; a single one for a network with other layers than convolutions,
   *     poolings, activations and dense layers
   */
  static List<Stage> of(List<LayerSpec> layers, Shape input, int threads) {
    if (!isPlain(layers)) {
      return List.of(new Stage(layers, 1));
    }
    List<Stage> stages = new ArrayList<>();
    List<LayerSpec> current = new ArrayList<>();
    int parts = 1;
    Shape shape = input;
    for (LayerSpec layer : layers) {
      boolean begins = layer instanceof LayerSpec.Convolution;
      boolean reshapesInput = stages.isEmpty() && parts == 1 && isReshape(layer);
      if (!reshapesInput && (begins || (parts > 1 && !isChannelwise(layer)))) {
        if (current.stream().anyMatch(before -> !isReshape(before))) {
          stages.add(new Stage(List.copyOf(current), parts));
          current.clear();
        }
        parts = begins ? parts((LayerSpec.Convolution) layer, shape, threads) : 1;
      }
      current.add(layer);
      shape = layer.output(shape);
    }
    stages.add(new Stage(List.copyOf(current), parts));
    return stages;
  }

  /** Whether every reshape is at the network's input or before a dense layer. */
  private static boolean isPlain(List<LayerSpec> layers) {
    boolean atInput = true;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      atInput &= isReshape(layer);
      boolean flattens =
          layer instanceof LayerSpec.Flatten
              && i + 1 < layers.size()
              && layers.get(i + 1) instanceof LayerSpec.Dense;
      boolean computes =
          layer instanceof LayerSpec.Convolution
              || layer instanceof LayerSpec.Dense
              || isChannelwise(layer);
      if (!atInput && !flattens && !computes) {
        return false;
      }
    }
    return true;
  }

  private static int parts(LayerSpec.Convolution layer, Shape input, int threads) {
    int[] kernel = layer.window().kernel();
    long work = layer.output(input).size() * layer.inputs() * kernel[0] * kernel[1];
    int parts = work < LEAST ? 1 : threads;
    while (layer.filters() % ((long) parts * BLOCK) != 0 && parts > 1) {
      parts--;
    }
    return parts;
  }

  private static boolean isReshape(LayerSpec layer) {
    return layer instanceof LayerSpec.Flatten || layer instanceof LayerSpec.Unflatten;
  }

  private static boolean isChannelwise(LayerSpec layer) {
    return layer instanceof LayerSpec.Activation
        || layer instanceof LayerSpec.Pooling
        || layer instanceof LayerSpec.DropoutSpec;
  }
}
