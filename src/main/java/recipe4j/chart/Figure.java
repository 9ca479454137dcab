package recipe4j.chart;

/** Something to look at, with the same in words and in numbers. */
public interface Figure {
  /** Width of a figure that fills the page. */
  int WIDE = 920;

  /** Width of a figure in one of two columns, and on a telephone. */
  int NARROW = 430;

  /** Name of its files, and its mark in the page. */
  String name();

  /** What it shows, in a few words. */
  String title();

  /** What one sees in it, for those who don't. */
  String description();

  /** Draws it, about as high as the width asks for. */
  Drawing draw(int width);

  /** Its numbers. */
  Table table();
}
