package recipe4j.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import recipe4j.model.file.ConfigurationClasses;
import recipe4j.model.file.ConfigurationFields;

/** What a text of a configuration could say instead. */
final class ConfigurationWords {
  private ConfigurationWords() {}

  /** Classes of the same package, or all words of the enumerations that have this one. */
  static Set<String> like(String field, String word) {
    Set<String> words = new TreeSet<>();
    if (field.equals("@class")) {
      String start = word.substring(0, word.lastIndexOf('.') + 1);
      ConfigurationClasses.all().stream().filter(c -> c.startsWith(start)).forEach(words::add);
    } else {
      for (Class<?> type : enumerations()) {
        Set<String> all = new TreeSet<>();
        Arrays.stream(type.getEnumConstants()).forEach(c -> all.add(((Enum<?>) c).name()));
        words.addAll(all.contains(word) ? all : Set.of());
      }
    }
    words.remove(word);
    return words;
  }

  private static Set<Class<?>> enumerations() {
    Set<Class<?>> types = new HashSet<>();
    Set<Class<?>> parts =
        new HashSet<>(Set.of(MultiLayerConfiguration.class, NeuralNetConfiguration.class));
    ConfigurationClasses.all().forEach(name -> parts.add(load(name)));
    for (Class<?> part : parts) {
      ConfigurationFields.of(part).forEach(field -> types.add(field.getType()));
    }
    types.removeIf(type -> !type.isEnum());
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ConfigurationWords.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
