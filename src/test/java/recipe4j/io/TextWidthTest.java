package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  private static final String CAT_AND_DOG = "\u732b\u548c\u72d7";

  @Test
  void ideographsTakeTwoColumnsAndAccentsNone() {
    assertThat(TextWidth.of("cat")).isEqualTo(3);
    assertThat(TextWidth.of(CAT_AND_DOG)).isEqualTo(6);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("\uac00\uff21\ud83d\ude00")).isEqualTo(6);
  }

  @Test
  void cutsAndAligns() {
    assertThat(TextWidth.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TextWidth.cut("abcdefg", 6)).isEqualTo("abcd..");
    assertThat(TextWidth.cut(CAT_AND_DOG, 5)).isEqualTo("\u732b..");
    assertThat(TextWidth.right(CAT_AND_DOG, 8)).isEqualTo("  " + CAT_AND_DOG);
    assertThat(TextWidth.right(CAT_AND_DOG, 5)).isEqualTo(" \u732b..");
  }
}
