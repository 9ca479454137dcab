package recipe4j.chart;

/** A figure of a report: a drawing, with its content in a sentence and as a table. */
public interface Figure {
  /** Width of a figure that fills the page. */
  int WIDE = 920;

  /** Width of a figure in one of two columns, and on a telephone. */
  int NARROW = 430;

  /** Name of its files, and its anchor in the page. */
  String name();

  /** What it shows, in a few words. */
  String title();

  /** What it shows, in a sentence, for screen readers. */
  String description();

  /** Draws it, about as high as the width asks for. */
  Drawing draw(int width);

  /** The numbers that it shows. */
  Table table();
}
