package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDatasetTest {
  private static final DatasetInfo INFO = new DatasetInfo("test", "here", Map.of());

  @ParameterizedTest
  @CsvSource({
    // images, split, images left to train: floor(n * (1 - f)) in double, as Keras computes it
    "60000, 0.2, 48000",
    "4000, 0.2, 3200",
    "10, 0.1, 9",
    "10, 0.25, 7",
    "7, 0.3, 4",
    "100, 0.9, 9", // 100 * (1 - 0.9) is 9.999999999999998
    "5, 0, 5"
  })
  void splitsAsKerasDoes(int images, double split, int train) {
    ImageDataset dataset = split(images, split);
    assertThat(dataset.train().count()).isEqualTo(train);
    assertThat(dataset.validation().count()).isEqualTo(images - train);
  }

  @Test
  void firstPartTrainsAndTheRestValidates() {
    ImageDataset dataset = split(10, 0.3);
    assertThat(dataset.train().labels()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(dataset.validation().labels()).containsExactly(7, 8, 9);
  }

  @ParameterizedTest
  @CsvSource({"1.0", "-0.1", "NaN", "Infinity"})
  void refusesASplitThatIsNone(double split) {
    assertThatThrownBy(() -> split(10, split))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("validation split must be at least 0 and below 1, found " + split);
  }

  @Test
  void refusesAnEmptySide() {
    assertThatThrownBy(() -> split(2, 0.6))
        .hasMessageContaining("leaves 0 to train and 2 to validate; each needs at least one");
    assertThatThrownBy(() -> split(10, 1e-17))
        .hasMessageContaining("leaves 10 to train and 0 to validate");
    assertThatThrownBy(() -> split(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesSidesOfDifferentShapes() {
    assertThatThrownBy(() -> ImageDataset.split(INFO, images(3, 10), images(3, 9), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have one shape");
  }

  @Property
  void noImageIsLostOrUsedTwice(
      @ForAll @IntRange(min = 2, max = 500) int images,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double split) {
    if (Math.floor(images * (1 - split)) == 0) {
      return;
    }
    ImageDataset dataset = split(images, split);
    assertThat(dataset.train().count() + dataset.validation().count()).isEqualTo(images);
    assertThat(dataset.validation().count()).isPositive();
  }

  private static ImageDataset split(int images, double split) {
    return ImageDataset.split(INFO, images(images, 500), images(1, 500), split);
  }

  /** Images of one pixel; the label tells them apart. */
  private static LabelledImages images(int count, int classes) {
    int[] labels = new int[count];
    java.util.Arrays.setAll(labels, i -> i % classes);
    return LabelledImages.of(new ImageShape(1, 1, classes), new byte[count], labels);
  }
}
