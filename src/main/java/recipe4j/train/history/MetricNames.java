package recipe4j.train.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keras 3's name for a metric that other programs call otherwise. Keras 2 logs {@code acc} and
 * {@code lr} where Keras 3 logs {@code accuracy} and {@code learning_rate}, and names the accuracy
 * after its class if it was asked for as one; others write {@code train_loss} and {@code
 * valid_loss}.
 */
public final class MetricNames {
  private static final String VALIDATION = "val_";
  private static final Set<String> ACCURACIES =
      Set.of("acc", "sparse_categorical_accuracy", "categorical_accuracy", "binary_accuracy");
  private static final List<String> TRAINING_PREFIXES = List.of("train_", "training_");
  private static final List<String> VALIDATION_PREFIXES =
      List.of(VALIDATION, "valid_", "validation_");
  private static final Set<String> KNOWN = Set.of("loss", "accuracy", "learning_rate");

  private MetricNames() {}

  /**
   * Keras 3's name for a metric.
   *
   * @param name as a file has it
   * @return Keras 3's name for it, or the name itself if it stands for nothing known
   */
  public static String of(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
    for (String prefix : VALIDATION_PREFIXES) {
      if (plain.startsWith(prefix)) {
        String metric = metric(plain.substring(prefix.length()));
        return KNOWN.contains(metric) ? VALIDATION + metric : name;
      }
    }
    for (String prefix : TRAINING_PREFIXES) {
      plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
    }
    String metric = metric(plain);
    return KNOWN.contains(metric) ? metric : name;
  }

  private static String metric(String plain) {
    return ACCURACIES.contains(plain) ? "accuracy" : plain.equals("lr") ? "learning_rate" : plain;
  }

  /**
   * Keras 3's names for all metrics of one file. Where several would get the same name, all of them
   * keep their own.
   *
   * @param names as the file has them
   * @return each of them to its new name
   */
  public static Map<String, String> of(Collection<String> names) {
    Map<String, Long> wanted =
        names.stream().collect(Collectors.groupingBy(MetricNames::of, Collectors.counting()));
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : names) {
      String known = of(name);
      found.put(name, Objects.equals(wanted.get(known), 1L) ? known : name);
    }
    return found;
  }

  /** Whether this is a loss, an accuracy or a learning rate under one of its names. */
  static boolean isKnown(String name) {
    String known = of(name);
    return KNOWN.contains(known.startsWith(VALIDATION) ? known.substring(4) : known);
  }
}
