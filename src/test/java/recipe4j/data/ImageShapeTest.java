package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageShapeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 28, 10, 'at least 1, found 0, 28, 10'",
    "28, -1, 10, 'at least 1, found 28, -1, 10'",
    "28, 28, 0, 'at least 1, found 28, 28, 0'",
    "46341, 46341, 10, 'at most 2147483647 pixels, found 46341x46341; scale it down'",
    "2147483647, 2, 10, 'found 2147483647x2;'"
  })
  void refusesWhatCantBe(int height, int width, int classes, String reason) {
    assertThatThrownBy(() -> new ImageShape(height, width, classes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void countsPixels() {
    assertThat(new ImageShape(46340, 46340, 2).pixels()).isEqualTo(2_147_395_600);
    assertThat(new ImageShape(Integer.MAX_VALUE, 1, 1).pixels()).isEqualTo(Integer.MAX_VALUE);
  }
}
