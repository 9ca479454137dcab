package recipe4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws {@code docs/packages.svg} from the imports of the code. An import that another one brings
 * along is left out. An arrow that passes a row has a place of its own in it, beside the boxes.
 */
final class PackagePicture {
  /** Where the committed picture lies. */
  static final Path FILE = Path.of("docs/packages.svg");

  private static final int BOX = 170;
  private static final int HEIGHT = 60;
  private static final int PASSAGE = 24;
  private static final int GAP = 22;
  private static final int ROW = 96;
  private static final int WIDTH = 860;

  private static final String STYLE =
      """
      <style>
        :root { --paper: #ffffff; --box: #eef3fa; --edge: #35618f; --line: #6b7785; --text: #14202c; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #0d1117; --box: #1c2a3a; --edge: #79aee6; --line: #93a1b0; --text: #e8eef5; }
        }
        .paper { fill: var(--paper); }
        .box { fill: var(--box); stroke: var(--edge); }
        .import { fill: none; stroke: var(--line); stroke-width: 1.4; marker-end: url(#head); }
        .head { fill: var(--line); }
        text { fill: var(--text); font-family: system-ui, 'DejaVu Sans', sans-serif; text-anchor: middle; }
        .name { font-size: 15px; font-weight: 600; }
        .below { font-size: 9.5px; }
      </style>
      """;

  private final PackageGraph graph;
  private final List<List<String>> rows;

  /** Places that an arrow passes, from its start to its end. */
  private final Map<List<String>, List<String>> paths = new LinkedHashMap<>();

  private final Map<String, Double> centres = new HashMap<>();

  private PackagePicture(PackageGraph graph) {
    this.graph = graph;
    this.rows = graph.rows();
    graph
        .imports()
        .forEach(
            (from, targets) -> targets.forEach(to -> paths.put(List.of(from, to), path(from, to))));
    for (int sweep = 0; sweep < 12; sweep++) {
      rows.forEach(this::place);
      rows.forEach(this::sort);
    }
    rows.forEach(this::place);
  }

  /** The picture of the packages in a folder of sources. */
  static String of(Path root) throws IOException {
    return new PackagePicture(PackageGraph.of(root)).svg();
  }

  private int row(String name) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).contains(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private List<String> path(String from, String to) {
    List<String> path = new ArrayList<>(List.of(from));
    for (int i = row(from) + 1; i < row(to); i++) {
      String passage = from + ">" + to + "@" + i;
      rows.get(i).add(passage);
      path.add(passage);
    }
    path.add(to);
    return path;
  }

  private static int width(String place) {
    return place.contains(">") ? PASSAGE : BOX;
  }

  private void place(List<String> row) {
    int total = row.stream().mapToInt(PackagePicture::width).sum() + GAP * (row.size() - 1);
    double left = (WIDTH - total) / 2.0;
    for (String place : row) {
      centres.put(place, left + width(place) / 2.0);
      left += width(place) + GAP;
    }
  }

  /** By the mean of what a place is joined with, so that few arrows cross. */
  private void sort(List<String> row) {
    Map<String, Double> means = new HashMap<>();
    for (String place : row) {
      List<String> joined = new ArrayList<>();
      for (List<String> path : paths.values()) {
        int at = path.indexOf(place);
        if (at > 0) {
          joined.add(path.get(at - 1));
        }
        if (at >= 0 && at + 1 < path.size()) {
          joined.add(path.get(at + 1));
        }
      }
      means.put(place, joined.stream().mapToDouble(centres::get).average().orElse(WIDTH));
    }
    row.sort(Comparator.<String>comparingDouble(means::get).thenComparing(place -> place));
  }

  private static int top(int row) {
    return 16 + row * ROW;
  }

  private String svg() {
    StringBuilder svg = new StringBuilder();
    int height = top(rows.size() - 1) + HEIGHT + 16;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
        <title>The packages of recipe4j and their imports</title>
        <desc>%s</desc>
        """
            .formatted(WIDTH, height, WIDTH, height, words()));
    svg.append(STYLE);
    svg.append(
        """
        <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path class="head" d="M0,0 L8,4 L0,8 z"/>
        </marker>
        <rect class="paper" width="100%" height="100%"/>
        """);
    paths.values().forEach(path -> svg.append(arrow(path)));
    for (int i = 0; i < rows.size(); i++) {
      for (String place : rows.get(i)) {
        if (!place.contains(">")) {
          svg.append(box(place, top(i)));
        }
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private String words() {
    List<String> words = new ArrayList<>();
    graph.imports().forEach((from, to) -> words.add(from + " imports " + String.join(", ", to)));
    words.removeIf(line -> line.endsWith("imports "));
    return String.join("; ", words);
  }

  /** Bends between two rows, straight through a row that it passes. */
  private String arrow(List<String> path) {
    int row = row(path.get(0));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i + 1 < path.size(); i++, row++) {
      double x = centres.get(path.get(i));
      double nextX = centres.get(path.get(i + 1));
      int bottom = top(row) + HEIGHT;
      int next = top(row + 1);
      line.append(i == 0 ? "M" : "L").append(text("%.0f,%d ", x, bottom));
      int middle = (bottom + next) / 2;
      line.append(text("C%.0f,%d %.0f,%d %.0f,%d ", x, middle, nextX, middle, nextX, next));
    }
    return "<path class=\"import\" d=\"" + line.toString().strip() + "\"/>\n";
  }

  private String box(String name, int top) {
    double centre = centres.get(name);
    List<String> below = lines(graph.subpackages().get(name));
    StringBuilder box = new StringBuilder();
    box.append(
        text(
            "<rect class=\"box\" x=\"%.0f\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
            centre - BOX / 2.0, top, BOX, HEIGHT));
    int line = top + (HEIGHT - 12 * below.size()) / 2 + 5;
    box.append(label("name", centre, line, name));
    for (String words : below) {
      line += 13;
      box.append(label("below", centre, line, words));
    }
    return box.toString();
  }

  private static List<String> lines(Iterable<String> names) {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String last = lines.isEmpty() ? null : lines.remove(lines.size() - 1);
      if (last != null && last.length() + name.length() > 28) {
        lines.add(last);
        last = null;
      }
      lines.add(last == null ? name : last + " · " + name);
    }
    return lines;
  }

  private static String label(String style, double x, int y, String words) {
    return text("<text class=\"%s\" x=\"%.0f\" y=\"%d\">%s</text>\n", style, x, y, words);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Writes the picture anew: {@code make picture}. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, of(Path.of("src/main/java/recipe4j")));
  }
}
