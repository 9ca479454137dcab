package recipe4j.data;

import java.util.ArrayList;
import java.util.List;
import recipe4j.io.TextWidth;

/**
 * The names of the classes: those that the dataset gives, or else their numbers.
 *
 * @param names class 0 first, at least one
 */
public record ClassNames(List<String> names) {
  /** In tables a longer name is cut. */
  private static final int MOST_COLUMNS = 16;

  /** Keeps a copy. */
  public ClassNames {
    names = List.copyOf(names);
  }

  /**
   * Names that fit a network.
   *
   * @param known names out of a file, class 0 first; taken only if they are as many as the classes
   * @param classes how many classes there are, at least 1
   * @return the names, or numbers from 0
   */
  public static ClassNames of(List<String> known, int classes) {
    if (known.size() == classes) {
      return new ClassNames(known);
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      numbers.add(Integer.toString(i));
    }
    return new ClassNames(numbers);
  }

  /**
   * {@return what one class is called}
   *
   * @param index 0 to classes - 1
   */
  public String of(int index) {
    return names.get(index);
  }

  /**
   * {@return one class within a sentence: "a 7" where classes are numbers, else the name}
   *
   * @param index 0 to classes - 1
   */
  public String named(int index) {
    return named(index, Integer.MAX_VALUE);
  }

  /**
   * As {@link #named(int)}, the name cut to a width.
   *
   * @param index 0 to classes - 1
   * @param most columns, at least 2
   * @return "a 7" where classes are numbers, else the name, cut if it is long
   */
  public String named(int index, int most) {
    String name = TextWidth.cut(of(index), most);
    return name.equals(Integer.toString(index)) ? "a " + name : name;
  }

  /**
   * Width of a column of a terminal's table that holds these names, cut if they are long.
   *
   * @param heading stands above them
   * @return columns, 16 or the heading's width at most
   */
  public int columns(String heading) {
    int widest = names.stream().mapToInt(TextWidth::of).max().orElse(1);
    return Math.max(TextWidth.of(heading), Math.min(MOST_COLUMNS, widest));
  }
}
