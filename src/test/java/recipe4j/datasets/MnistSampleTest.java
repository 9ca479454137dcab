package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;

class MnistSampleTest {
  @Test
  void everyClassIsThereEquallyOften() throws IOException {
    ImageDataset sample = MnistSample.load(0);
    assertThat(sample.shape()).isEqualTo(new ImageShape(28, 28, 10));
    assertThat(countPerClass(sample.train())).containsOnly(400).hasSize(10);
    assertThat(countPerClass(sample.test())).containsOnly(100).hasSize(10);
  }

  @Test
  void splitsAsKerasDoes() throws IOException {
    ImageDataset sample = MnistSample.load(0.2);
    assertThat(sample.train().count()).isEqualTo(3200);
    assertThat(sample.validation().count()).isEqualTo(800);
    assertThat(sample.info().name()).isEqualTo("mnist-sample");
    assertThat(sample.info().sha256()).hasSize(4);
  }

  @Test
  void noImageIsOnTwoSides() throws IOException {
    ImageDataset sample = MnistSample.load(0.2);
    Set<ByteBuffer> all = new HashSet<>();
    for (LabelledImages side :
        new LabelledImages[] {sample.train(), sample.validation(), sample.test()}) {
      IntStream.range(0, side.count()).forEach(i -> all.add(ByteBuffer.wrap(side.pixels(i))));
    }
    assertThat(all).hasSize(5000);
  }

  @Test
  void checksTheSplit() {
    assertThatThrownBy(() -> MnistSample.load(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found NaN");
  }

  private static int[] countPerClass(LabelledImages images) {
    int[] counts = new int[10];
    Arrays.stream(images.labels()).forEach(label -> counts[label]++);
    return counts;
  }
}
