package recipe4j.model.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes that a configuration may name. DL4J would load and build any class of the class path
 * that a file names in {@code @class}, before it finds out whether the class fits.
 */
public final class ConfigurationClasses {
  private static final String LIST = "configuration-classes.txt";
  private static final Set<String> KNOWN = load();

  private ConfigurationClasses() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /** All of them. */
  public static Set<String> all() {
    return KNOWN;
  }

  private static Set<String> load() {
    try (InputStream in = ConfigurationClasses.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
