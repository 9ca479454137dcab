package recipe4j.io;

import java.util.Locale;

/** A number with its noun in singular or plural: "1 epoch", "2 epochs". */
public final class Count {
  private Count() {}

  /**
   * {@return a number with its noun, such as "1 image" or "1,000 images"}
   *
   * @param number how many
   * @param singular an English noun whose plural is in -s, -es or -ies, such as "epoch" or "class"
   */
  public static String of(long number, String singular) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? singular : plural(singular));
  }

  private static String plural(String noun) {
    if (noun.matches(".*(s|x|z|ch|sh)") && !noun.endsWith("epoch")) {
      return noun + "es";
    }
    return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
