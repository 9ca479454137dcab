package recipe4j.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables and folders of this machine from which the usual places of MNIST
 * follow.
 *
 * @param variables environment variables
 * @param home the user's home folder
 * @param osName as the system property {@code os.name}
 * @param dl4jFolder where DL4J keeps its resources
 */
public record DataEnvironment(
    Map<String, String> variables, Path home, String osName, Path dl4jFolder) {
  /** Names the folder to look in first. */
  public static final String DATA_VARIABLE = "RECIPE4J_DATA";

  /** Keeps a copy of the variables. */
  public DataEnvironment {
    variables = Map.copyOf(variables);
  }

  /**
   * {@return this machine: the environment of this process} DL4J's folder is found by DL4J's own
   * rule, without asking its {@code DL4JResources}, which would create it.
   */
  public static DataEnvironment system() {
    Path home = Path.of(System.getProperty("user.home"));
    String dl4j = System.getProperty(DL4JSystemProperties.DL4J_RESOURCES_DIR_PROPERTY);
    return new DataEnvironment(
        System.getenv(),
        home,
        System.getProperty("os.name"),
        dl4j == null ? home.resolve(".deeplearning4j") : Path.of(dl4j));
  }

  /** Folder that the user's environment names, or null. */
  @Nullable Path dataFolder() {
    String value = variables.getOrDefault(DATA_VARIABLE, "");
    return value.isBlank() ? null : Path.of(value);
  }

  /** Where recipe4j keeps the full MNIST, by the custom of the operating system. */
  Path cache() {
    String os = osName.toLowerCase(Locale.ROOT);
    Path caches;
    if (os.startsWith("mac")) {
      caches = home.resolve("Library/Caches");
    } else if (os.startsWith("windows")) {
      caches = folder("LOCALAPPDATA", home.resolve("AppData/Local"));
    } else {
      caches = folder("XDG_CACHE_HOME", home.resolve(".cache"));
    }
    return caches.resolve("recipe4j").resolve("mnist");
  }

  /** Where DL4J keeps MNIST: version M2.1 straight in its folder, earlier ones further down. */
  List<Path> dl4jCaches() {
    return List.of(dl4jFolder, dl4jFolder.resolve("data").resolve("MNIST"));
  }

  /** Where Keras keeps MNIST. */
  Path kerasArchive() {
    return folder("KERAS_HOME", home.resolve(".keras")).resolve("datasets").resolve("mnist.npz");
  }

  private Path folder(String variable, Path otherwise) {
    String value = variables.getOrDefault(variable, "");
    return value.isBlank() ? otherwise : Path.of(value);
  }
}
