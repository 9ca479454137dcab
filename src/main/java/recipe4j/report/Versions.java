package recipe4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Versions of what computes. */
public final class Versions {
  private static final String DL4J_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private Versions() {}

  /**
   * recipe4j's, from the jar's manifest.
   *
   * @return "development" in a build folder, which has none
   */
  public static String recipe4j() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Deeplearning4j's, from the properties that Maven put into its jar.
   *
   * @return "unknown" where there are none
   */
  public static String deeplearning4j() {
    Properties properties = new Properties();
    try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(DL4J_PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
