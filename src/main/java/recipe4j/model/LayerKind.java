package recipe4j.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** The usual name of a layer, for errors: "a dense layer" rather than the name of DL4J's class. */
final class LayerKind {
  /** Between the words of a class's name, such as ZeroPadding2DLayer. */
  private static final Pattern WORDS =
      Pattern.compile("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9]D)(?=[A-Z])");

  private static final Set<Character> VOWELS = Set.of('a', 'e', 'i', 'o', 'u', 'L');

  private LayerKind() {}

  /** With its article, such as "an output layer". */
  static String of(Layer layer) {
    String words = words(layer);
    return (VOWELS.contains(words.charAt(0)) ? "an " : "a ") + words;
  }

  private static String words(Layer layer) {
    if (layer instanceof SubsamplingLayer) {
      return "pooling layer";
    }
    Class<?> type = layer.getClass();
    while (type.getSimpleName().isEmpty()) { // one without a name of its own
      type = type.getSuperclass();
    }
    StringBuilder words = new StringBuilder();
    for (String word : WORDS.splitAsStream(type.getSimpleName()).toList()) {
      boolean shortened = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      words.append(shortened ? word : word.toLowerCase(Locale.ROOT)).append(' ');
    }
    String name = words.toString();
    return name.endsWith("layer ") ? name.strip() : name + "layer";
  }
}
