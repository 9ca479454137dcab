package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import recipe4j.engine.Examples;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.LayerSpec.Pooling.Kind;
import recipe4j.engine.graph.Shape;

class ChannelSplitTest {
  private static final Shape IMAGE = new Shape(1, 28, 28);

  @Test
  void cutsBeforeEveryConvolutionAndBeforeTheDenseLayers() {
    List<LayerSpec> layers = recipe(32, 64);
    List<ChannelSplit.Stage> stages = ChannelSplit.of(layers, IMAGE, 2);
    assertThat(stages).extracting(ChannelSplit.Stage::parts).containsExactly(2, 2, 1);
    assertThat(stages.get(0).layers()).containsExactlyElementsOf(layers.subList(0, 3));
    assertThat(stages.get(1).layers()).containsExactlyElementsOf(layers.subList(3, 5));
    assertThat(stages.get(2).layers()).containsExactlyElementsOf(layers.subList(5, 7));
    assertThat(stages.get(1).share().get(0))
        .isEqualTo(((LayerSpec.Convolution) layers.get(3)).share(2));
  }

  @Test
  void givesEveryPartWholeBlocksOfChannels() {
    assertThat(parts(recipe(32, 24), 4)).containsExactly(4, 3, 1);
    assertThat(parts(recipe(32, 20), 4)).containsExactly(4, 1);
    assertThat(parts(recipe(32, 64), 1)).containsOnly(1);
  }

  @Test
  void leavesSmallStagesWhole() {
    List<LayerSpec> layers = List.of(convolution(0, 1, 16), dense(1, 16 * 26 * 26));
    assertThat(ChannelSplit.of(layers, new Shape(1, 28, 28), 2).get(0).parts()).isEqualTo(1);
  }

  @Test
  void leavesOtherLayersWhole() {
    List<LayerSpec> layers = new ArrayList<>(recipe(32, 64));
    layers.add(4, new LayerSpec.BatchNorm(9, 64, 1e-5, 0.9, false, null));
    assertThat(ChannelSplit.of(layers, IMAGE, 2))
        .containsExactly(new ChannelSplit.Stage(layers, 1));
  }

  private static List<Integer> parts(List<LayerSpec> layers, int threads) {
    return ChannelSplit.of(layers, IMAGE, threads).stream().map(ChannelSplit.Stage::parts).toList();
  }

  private static List<LayerSpec> recipe(long first, long second) {
    return List.of(
        new LayerSpec.Unflatten(IMAGE),
        convolution(0, 1, first),
        new LayerSpec.Pooling(1, Examples.window(2, 2, 1), Kind.MAX),
        convolution(2, first, second),
        new LayerSpec.Pooling(3, Examples.window(2, 2, 1), Kind.MAX),
        new LayerSpec.Flatten(),
        dense(4, second * 5 * 5));
  }

  private static LayerSpec.Convolution convolution(int layer, long inputs, long filters) {
    return new LayerSpec.Convolution(layer, Examples.window(3, 1, 1), inputs, filters, true);
  }

  private static LayerSpec.Dense dense(int layer, long inputs) {
    return new LayerSpec.Dense(layer, inputs, 10, true);
  }
}
