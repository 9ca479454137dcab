package recipe4j.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * Colours, named by what they stand for, each for light and for dark paper. Text and lines have the
 * contrast that WCAG 2.2 asks for: 4.5 and 3 to 1.
 */
public enum Palette {
  /** What everything is drawn on. */
  PAPER(0xFCFBF8, 0x15191E),
  /** Words that matter. */
  TEXT(0x1C2530, 0xE7EAED),
  /** Words that explain: axes, ticks. */
  MUTED(0x59646F, 0xA0ABB6),
  /** Lines to read values by. */
  GRID(0xE3E2DC, 0x2B323A),
  /** The training images, and what is right. */
  TRAIN(0x2A67A8, 0x7FB3EA),
  /** The images held out of the training, and what is wrong. */
  HELD(0xB9501F, 0xF0A274),
  /** What calibration changed. */
  FITTED(0x2C7A57, 0x74C8A2),
  /** Further runs, when several are compared. */
  RUN_4(0x7A4FA3, 0xC3A2EA),
  /** A fifth run. */
  RUN_5(0x8A6A00, 0xD9BC55),
  /** A sixth run. */
  RUN_6(0xA8326A, 0xF095BD),
  /** A seventh run. */
  RUN_7(0x16758A, 0x6CC6D8),
  /** An eighth run. */
  RUN_8(0x5B5B5B, 0xBDBDBD);

  /** One per run; after the last they repeat. */
  private static final List<Palette> OF_RUNS =
      List.of(TRAIN, HELD, FITTED, RUN_4, RUN_5, RUN_6, RUN_7, RUN_8);

  /** How many runs, or lines, have a colour of their own. */
  public static final int RUNS = OF_RUNS.size();

  private final int light;
  private final int dark;

  Palette(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /**
   * {@return the colour of one of several runs, by its 0-based index; from the eighth on colours
   * repeat}
   */
  public static Palette ofRun(int index) {
    return OF_RUNS.get(index % RUNS);
  }

  /** {@return the colour on light paper, opaque} */
  public Color light() {
    return new Color(light);
  }

  /** {@return the colour on dark paper, opaque} */
  public Color dark() {
    return new Color(dark);
  }

  /** Class of what is filled with it. */
  String fill() {
    return "f-" + cssName();
  }

  /** Class of what is drawn with it. */
  String stroke() {
    return "s-" + cssName();
  }

  /**
   * {@return CSS rules for all colours: the classes of figures, and for a page custom properties
   * such as {@code --text}} Dark only on a screen, so that paper stays light.
   */
  public static String css() {
    StringBuilder css = new StringBuilder(":root{");
    for (Palette one : values()) {
      css.append("--%s:#%06x;".formatted(one.cssName(), one.light));
    }
    css.append("}\n").append(classes(true));
    css.append("@media screen and (prefers-color-scheme:dark){:root{");
    for (Palette one : values()) {
      css.append("--%s:#%06x;".formatted(one.cssName(), one.dark));
    }
    return css.append("}\n").append(classes(false)).append("}\n").toString();
  }

  /** Plain colours, as not every program that shows SVG knows custom properties. */
  private static String classes(boolean onLight) {
    StringBuilder css = new StringBuilder();
    for (Palette one : values()) {
      int colour = onLight ? one.light : one.dark;
      css.append(
          ".%s{fill:#%06x}.%s{stroke:#%06x}\n".formatted(one.fill(), colour, one.stroke(), colour));
    }
    return css.toString();
  }

  private String cssName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
