package recipe4j.cli.terminal;

import recipe4j.data.LabelledImages;

/** An image as text: shows the pixels that the model was given. */
public enum PicturePreview {
  /** Blocks on a terminal, else text. */
  AUTO,
  /** Two pixels per character, in the greys of a terminal of 256 colours. */
  BLOCKS,
  /** Two characters per pixel, denser where it is brighter. */
  TEXT,
  /** No preview. */
  NONE;

  private static final String DENSITY = " .:-=+*#%@";

  /** The colour cube's black, then the 24 greys of the 256-colour palette. */
  private static final int BLACK = 16;

  private static final int FIRST_GREY = 232;
  private static final int GREYS = 24;

  /** Resolves AUTO for a console. */
  public PicturePreview on(Console console) {
    if (this != AUTO) {
      return this;
    }
    return console.terminal() && Terminal.isStandardOutput() ? BLOCKS : TEXT;
  }

  /** One image as text; every line has its line end. */
  public String of(LabelledImages images, int index) {
    byte[] pixels = images.pixels(index);
    int width = images.shape().width();
    int height = images.shape().height();
    return switch (this) {
      case AUTO, TEXT -> text(pixels, width, height);
      case BLOCKS -> blocks(pixels, width, height);
      case NONE -> "";
    };
  }

  private static String text(byte[] pixels, int width, int height) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < height; y++) {
      StringBuilder row = new StringBuilder("|");
      for (int x = 0; x < width; x++) {
        int level = (pixels[y * width + x] & 0xFF) * DENSITY.length() / 256;
        row.append(DENSITY.charAt(level)).append(DENSITY.charAt(level));
      }
      text.append(row).append('|').append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String blocks(byte[] pixels, int width, int height) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x++) {
        int upper = grey(pixels[y * width + x]);
        int lower = y + 1 < height ? grey(pixels[(y + 1) * width + x]) : BLACK;
        text.append("\u001b[38;5;%s;48;5;%sm▀".formatted(upper, lower));
      }
      text.append("\u001b[0m").append(System.lineSeparator());
    }
    return text.toString();
  }

  private static int grey(byte pixel) {
    int level = (pixel & 0xFF) * (GREYS + 1) / 256;
    return level == 0 ? BLACK : FIRST_GREY + level - 1;
  }
}
