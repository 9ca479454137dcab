package recipe4j.chart;

/**
 * How a label is set.
 *
 * @param colour colour
 * @param size in pixels
 * @param anchor which end of the text stands at its place
 * @param bold whether it is
 * @param upwards whether it runs from bottom to top
 */
public record TextStyle(Palette colour, double size, Anchor anchor, boolean bold, boolean upwards) {
  /** Size of all text that needs no other. */
  public static final double SIZE = 13;

  /** Which end of a text stands at its place. */
  public enum Anchor {
    /** Its left end. */
    START("start", 0),
    /** Its middle. */
    MIDDLE("middle", 0.5),
    /** Its right end. */
    END("end", 1);

    private final String css;
    private final double share;

    Anchor(String css, double share) {
      this.css = css;
      this.share = share;
    }

    String css() {
      return css;
    }

    /** The share of the text's width that lies before its place. */
    double share() {
      return share;
    }
  }

  /** {@return text in the usual size, of which the anchor's end stands at its place} */
  public static TextStyle of(Palette colour, Anchor anchor) {
    return new TextStyle(colour, SIZE, anchor, false, false);
  }

  /** {@return the same style in another size, in pixels, above 0} */
  public TextStyle sized(double pixels) {
    return new TextStyle(colour, pixels, anchor, bold, upwards);
  }

  /** {@return the same style in bold} */
  public TextStyle strong() {
    return new TextStyle(colour, size, anchor, true, upwards);
  }

  /** {@return the same style from bottom to top} */
  public TextStyle rising() {
    return new TextStyle(colour, size, anchor, bold, true);
  }
}
