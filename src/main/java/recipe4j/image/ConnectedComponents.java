package recipe4j.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Connected pieces of a mask. */
final class ConnectedComponents {
  /** Specks have fewer pixels than this part of the picture. */
  private static final double SPECK = 1e-4;

  private static final int LEAST_PIXELS = 3;

  /** A piece at the edge must have a box this many times that of one in the middle. */
  private static final int EDGE_HANDICAP = 10;

  /**
   * One piece.
   *
   * @param number its label, from 1
   * @param box of its ink
   * @param pixels of its ink
   */
  record Component(int number, BoundingBox box, int pixels) {}

  private final int[] numbers;
  private final int width;
  private final List<Component> all;

  private ConnectedComponents(int[] numbers, int width, List<Component> all) {
    this.numbers = numbers;
    this.width = width;
    this.all = all;
  }

  /**
   * Labels the pieces.
   *
   * @param linked the mask, grown so that small gaps are closed; tells what hangs together
   * @param ink the mask itself; tells box and size
   */
  static ConnectedComponents of(boolean[] linked, boolean[] ink, int width) {
    int[] numbers = new int[linked.length];
    int[] stack = new int[linked.length];
    List<Component> all = new ArrayList<>();
    for (int seed = 0; seed < linked.length; seed++) {
      if (linked[seed] && numbers[seed] == 0) {
        Component component = flood(linked, ink, width, numbers, stack, seed, all.size() + 1);
        all.add(component);
      }
    }
    return new ConnectedComponents(numbers, width, all);
  }

  private static Component flood(
      boolean[] linked,
      boolean[] ink,
      int width,
      int[] numbers,
      int[] stack,
      int seed,
      int number) {
    int height = linked.length / width;
    int left = width;
    int top = height;
    int right = -1;
    int bottom = -1;
    int pixels = 0;
    int size = 0;
    stack[size++] = seed;
    numbers[seed] = number;
    while (size > 0) {
      int i = stack[--size];
      int x = i % width;
      int y = i / width;
      if (ink[i]) {
        pixels++;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          int next = v * width + u;
          if (linked[next] && numbers[next] == 0) {
            numbers[next] = number;
            stack[size++] = next;
          }
        }
      }
    }
    return new Component(
        number, new BoundingBox(left, top, right - left + 1, bottom - top + 1), pixels);
  }

  /** The one with the largest box; none if there are only specks. */
  Optional<Component> largest(int height) {
    double least = Math.max(LEAST_PIXELS, SPECK * numbers.length);
    Component inside = null;
    Component atEdge = null;
    for (Component component : all) {
      if (component.pixels() < least) {
        continue;
      }
      boolean edge = component.box().touchesEdge(width, height);
      Component best = edge ? atEdge : inside;
      if (best == null || component.box().area() > best.box().area()) {
        if (edge) {
          atEdge = component;
        } else {
          inside = component;
        }
      }
    }
    boolean edgeWins =
        inside == null
            || (atEdge != null && atEdge.box().area() > EDGE_HANDICAP * inside.box().area());
    return Optional.ofNullable(edgeWins ? atEdge : inside);
  }

  /** Pieces that are no specks and don't touch the edges. */
  Stream<Component> inside(int height) {
    double least = Math.max(LEAST_PIXELS, SPECK * numbers.length);
    return all.stream().filter(c -> c.pixels() >= least && !c.box().touchesEdge(width, height));
  }

  boolean holds(Component component, int index) {
    return numbers[index] == component.number();
  }
}
