package recipe4j.cli.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known word that is nearest to a misspelt one. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * {@return a question for the end of a message, such as "; did you mean train?"; empty if no
   * known word is near}
   *
   * @param found what was typed
   * @param known what could have been
   */
  public static String of(String found, Collection<String> known) {
    return nearest(found, known).map("; did you mean %s?"::formatted).orElse("");
  }

  /** The known word with the least edit distance, if that is small for its length. */
  static Optional<String> nearest(String found, Collection<String> known) {
    String typed = found.toLowerCase(Locale.ROOT);
    if (typed.length() > 60) {
      return Optional.empty();
    }
    return known.stream()
        .filter(
            word -> slips(typed, word) <= Math.max(1, Math.min(typed.length(), word.length()) / 3))
        .min(Comparator.comparingInt((String word) -> slips(typed, word)).thenComparing(w -> w));
  }

  /**
   * Letters put in, left out, changed, or swapped with their neighbour.
   *
   * @see <a href="https://doi.org/10.1145/363958.363994">Damerau 1964</a>, in its restricted form
   */
  private static int slips(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
