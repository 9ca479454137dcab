package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.List;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;

/**
 * Cuts a network into stages that can be divided among threads by output channels: a convolution
 * and the layers after it that treat each channel by itself. Between two stages the threads
 * synchronise, as each needs the channels of all.
 */
final class ChannelSplit {
  /** Channels that oneDNN's kernels compute at once, or twice as many. */
  private static final int BLOCK = 8;

  /** A convolution of fewer multiplications, some microseconds, stays on one thread. */
  private static final long LEAST = 100_000;

  private ChannelSplit() {}

  /**
   * Consecutive layers.
   *
   * @param layers from input to output
   * @param parts into how many equal parts the output channels are divided; 1 for none
   */
  record Stage(List<LayerSpec> layers, int parts) {
    /** The layers with one part's filters. */
    List<LayerSpec> share() {
      return layers.stream()
          .map(layer -> layer instanceof LayerSpec.Convolution whole ? whole.share(parts) : layer)
          .toList();
    }

    /** The convolution whose channels are divided. */
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
   * @param input shape of one example, after leading reshapes
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
          (layer instanceof LayerSpec.Convolution convolution && convolution.isPlain())
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
