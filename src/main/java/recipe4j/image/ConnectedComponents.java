package recipe4j.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
   * @param seed one of its pixels
   */
  record Component(int number, BoundingBox box, int pixels, int seed) {}

  /** Digits side by side are about as high as all of them together. */
  private static final double TALL = 0.75;

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

  /** Cuts pieces in which only the closing of gaps has linked several digits side by side. */
  static ConnectedComponents ofDigits(boolean[] linked, boolean[] ink, int width) {
    ConnectedComponents pieces = of(linked, ink, width);
    Map<Integer, List<Component>> parts =
        of(ink, ink, width).all.stream()
            .collect(Collectors.groupingBy(part -> pieces.numbers[part.seed()]));
    boolean[] uncut = linked;
    for (Component piece : List.copyOf(pieces.all)) {
      List<BoundingBox> tall =
          parts.getOrDefault(piece.number(), List.of()).stream()
              .map(Component::box)
              .filter(box -> box.height() >= TALL * piece.box().height())
              .sorted(Comparator.comparingInt(BoundingBox::left))
              .toList();
      for (int i = 1; i < tall.size(); i++) {
        int from = tall.get(i - 1).right();
        int to = tall.get(i).left();
        if (from < to) {
          uncut = uncut == linked ? linked.clone() : uncut;
          pieces.cut(uncut, piece.number(), (from + to) / 2);
        }
      }
    }
    return uncut == linked ? pieces : of(uncut, ink, width);
  }

  private void cut(boolean[] mask, int number, int column) {
    for (int i = column; i < mask.length; i += width) {
      mask[i] &= numbers[i] != number;
    }
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
        number, new BoundingBox(left, top, right - left + 1, bottom - top + 1), pixels, seed);
  }

  /**
   * The one with the largest box; none if there are only specks.
   *
   * @param eligible which may be taken
   */
  Optional<Component> largest(int height, Predicate<Component> eligible) {
    Component inside = null;
    Component atEdge = null;
    for (Component component : pieces().filter(eligible).toList()) {
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

  /** All that are no specks. */
  Stream<Component> pieces() {
    double least = Math.max(LEAST_PIXELS, SPECK * numbers.length);
    return all.stream().filter(component -> component.pixels() >= least);
  }

  /** Pieces that are no specks and don't touch the edges. */
  Stream<Component> inside(int height) {
    return pieces().filter(component -> !component.box().touchesEdge(width, height));
  }

  boolean holds(Component component, int index) {
    return numbers[index] == component.number();
  }
}
