package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelledImagesTest {
  private static final ImageShape SHAPE = new ImageShape(2, 3, 4);
  private final byte[] pixels = new byte[18];
  private final LabelledImages images = LabelledImages.of(SHAPE, pixels, new int[] {3, 0, 1});

  @Test
  void everyByteBecomesExactlyItself() {
    byte[] all = new byte[256];
    for (int v = 0; v < 256; v++) {
      all[v] = (byte) v;
    }
    LabelledImages one = LabelledImages.of(new ImageShape(16, 16, 1), all, new int[1]);
    float[] values = one.features().data().asFloat();
    for (int v = 0; v < 256; v++) {
      assertThat(values[v]).isEqualTo(v / 255f);
      assertThat(Math.round(values[v] * 255f)).isEqualTo(v);
    }
  }

  @Test
  void rangesShareTheImages() {
    pixels[6] = 9;
    LabelledImages last = images.range(1, 3);
    assertThat(last.count()).isEqualTo(2);
    assertThat(last.labels()).containsExactly(0, 1);
    assertThat(last.pixels(0)).startsWith(9);
    assertThat(images.first(9).count()).isEqualTo(3);
    assertThat(last.first(1).labels()).containsExactly(0);
    assertThatThrownBy(() -> last.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> LabelledImages.of(SHAPE, new byte[17], new int[3]))
        .hasMessage("3 labels of 2x3 images need 18 pixels, found 17");
    assertThatThrownBy(() -> LabelledImages.of(SHAPE, new byte[6], new int[] {4}))
        .hasMessage("labels must be 0 to 3, found 4 for image 0");
    assertThatThrownBy(() -> new ImageShape(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
