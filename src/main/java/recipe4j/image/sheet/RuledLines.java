package recipe4j.image.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Straight lines printed on paper, about level: found by a Hough transform of what is thin, and
 * taken out where no stroke crosses them.
 *
 * @see <a href="https://doi.org/10.1145/361237.361242">Duda and Hart 1972, the Hough transform</a>
 */
final class RuledLines {
  /** Part of the picture's width that a line covers at least, and that the best of them covers. */
  private static final double LENGTH = 0.35;

  private static final double BEST = 0.55;

  /** A single one may be a stroke of a digit. */
  private static final int LEAST = 2;

  private static final int MOST = 80;

  /** Thickness of a line at most, of the picture's other side. */
  private static final double THICK = 0.02;

  /** Steepest slope, and the step between slopes, as a tangent. */
  private static final double STEEPEST = 0.4;

  private static final double STEP = 0.004;

  /** How far the slope of a line may be off that of the best: perspective. */
  private static final double FAN = 0.15;

  /** Ink on a line is stronger than the line by this factor. */
  private static final double INK = 1.5;

  /** A line: its row at the middle of the picture's width, and its rise by column. */
  private record Line(double row, double slope) {
    double at(int x, int width) {
      return row + slope * (x - width / 2.0);
    }
  }

  private final float[] contrast;
  private final int width;
  private final int height;
  private final int across;
  private final int down;
  private final float floor;
  private final int thick;
  private final List<Line> lines = new ArrayList<>();

  /**
   * Looks for lines.
   *
   * @param contrast pixel (x, y) is at {@code x * across + y * down}; changed by {@link #remove}
   * @param floor contrast from which on a pixel is not paper alone
   */
  RuledLines(float[] contrast, int width, int height, int across, int down, float floor) {
    this.contrast = contrast;
    this.width = width;
    this.height = height;
    this.across = across;
    this.down = down;
    this.floor = floor;
    this.thick = Math.max(4, (int) Math.round(THICK * height));
    find(thin());
  }

  boolean areThere() {
    return lines.size() >= LEAST;
  }

  private float get(int x, int y) {
    return contrast[x * across + y * down];
  }

  /** Pixels of what is thin upwards: columns of few pixels between paper. */
  private boolean[] thin() {
    boolean[] thin = new boolean[contrast.length];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int start = y;
        while (y < height && get(x, y) >= floor) {
          y++;
        }
        if (y > start && y - start <= thick) {
          thin[(start + y - 1) / 2 * width + x] = true; // its middle
        }
      }
    }
    return thin;
  }

  private void find(boolean[] thin) {
    int slopes = (int) Math.round(2 * STEEPEST / STEP) + 1;
    int reach = (int) Math.ceil(STEEPEST * width / 2) + 1;
    int rows = height + 2 * reach;
    int[][] votes = new int[slopes][rows];
    List<int[]> points = new ArrayList<>();
    for (int i = 0; i < thin.length; i++) {
      if (thin[i]) {
        points.add(new int[] {i % width, i / width});
      }
    }
    points.forEach(point -> vote(votes, point, reach, 1));
    Line best = null;
    while (lines.size() < MOST) {
      Line line = most(votes, reach, best);
      if (line == null) {
        return;
      }
      best = best == null ? line : best;
      lines.add(line);
      points.removeIf(
          point -> {
            boolean on = Math.abs(line.at(point[0], width) - point[1]) <= 2.5;
            if (on) {
              vote(votes, point, reach, -1);
            }
            return on;
          });
    }
  }

  private void vote(int[][] votes, int[] point, int reach, int by) {
    for (int s = 0; s < votes.length; s++) {
      double slope = s * STEP - STEEPEST;
      votes[s][reach + (int) Math.round(point[1] - slope * (point[0] - width / 2.0))] += by;
    }
  }

  /** The line with the most votes, its neighbours' included, if there are enough. */
  private @Nullable Line most(int[][] votes, int reach, @Nullable Line best) {
    int most = 0;
    Line found = null;
    for (int s = 0; s < votes.length; s++) {
      double slope = s * STEP - STEEPEST;
      if (best != null && Math.abs(slope - best.slope()) > FAN) {
        continue;
      }
      for (int r = 1; r < votes[s].length - 1; r++) {
        int sum = votes[s][r - 1] + votes[s][r] + votes[s][r + 1];
        if (sum > most) {
          most = sum;
          found = new Line(r - reach, slope);
        }
      }
    }
    return most >= (best == null ? BEST : LENGTH) * width ? found : null;
  }

  /** Takes the lines out. */
  void remove() {
    for (Line line : lines) {
      List<int[]> runs = new ArrayList<>();
      for (int x = 0; x < width; x++) {
        int[] run = run(x, line.at(x, width));
        if (run != null) {
          runs.add(run);
        }
      }
      if (runs.isEmpty()) {
        continue;
      }
      int[] lengths = runs.stream().mapToInt(run -> run[2] - run[1] + 1).sorted().toArray();
      int usual = lengths[lengths.length / 2];
      double[] peaks = runs.stream().mapToDouble(this::peak).toArray();
      double[] sorted = peaks.clone();
      Arrays.sort(sorted);
      double strength = sorted[sorted.length / 2];
      for (int i = 0; i < peaks.length; i++) {
        int[] run = runs.get(i);
        if (run[2] - run[1] + 1 <= usual + 2 && peaks[i] <= INK * strength + floor) {
          clear(run);
        }
      }
    }
  }

  /** Column, first and last row of what is not paper about a place; null if all is paper. */
  private int @Nullable [] run(int x, double place) {
    int middle = (int) Math.round(place);
    for (int off = 0; off <= 3; off++) {
      for (int y : new int[] {middle - off, middle + off}) {
        if (y >= 0 && y < height && get(x, y) >= floor) {
          int first = y;
          int last = y;
          while (first > 0 && get(x, first - 1) >= floor) {
            first--;
          }
          while (last < height - 1 && get(x, last + 1) >= floor) {
            last++;
          }
          return new int[] {x, first, last};
        }
      }
    }
    return null;
  }

  private double peak(int[] run) {
    double peak = 0;
    for (int y = run[1]; y <= run[2]; y++) {
      peak = Math.max(peak, get(run[0], y));
    }
    return peak;
  }

  private void clear(int[] run) {
    for (int y = Math.max(0, run[1] - 1); y <= Math.min(height - 1, run[2] + 1); y++) {
      contrast[run[0] * across + y * down] = 0;
    }
  }
}
