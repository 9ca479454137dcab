package recipe4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.engine.Engines;
import recipe4j.engine.Platform;

/** The software and the machine that a run was computed with, as plain values. */
public final class Environment {
  private static final String DL4J_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private Environment() {}

  /**
   * {@return version of recipe4j, from the jar's manifest; "development" for a build folder, which
   * has none}
   */
  public static String recipe4jVersion() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * {@return version of Deeplearning4j, from the properties that Maven put into its jar; "unknown"
   * where there are none}
   */
  public static String deeplearning4jVersion() {
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

  /**
   * {@return versions for {@code run.json} and for a model: recipe4j, deeplearning4j, java, onednn
   * and nd4j_backend}
   */
  public static Map<String, Object> versions() {
    Platform platform = Platform.current();
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("recipe4j", recipe4jVersion());
    versions.put("deeplearning4j", deeplearning4jVersion());
    versions.put("java", Runtime.version().toString());
    versions.put("onednn", platform.oneDnn());
    versions.put("nd4j_backend", platform.nd4jBackend());
    return versions;
  }

  /**
   * {@return the machine for {@code run.json}: processor, processors, threads, instructions,
   * engine, parameters, system and heap_megabytes (MiB)}
   *
   * @param net whose engine and number of parameters are told
   * @param threads that the training ran on
   */
  public static Map<String, Object> machine(MultiLayerNetwork net, int threads) {
    Platform platform = Platform.current();
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", platform.processor());
    machine.put("processors", platform.processors());
    machine.put("threads", threads);
    machine.put("instructions", platform.instructions());
    machine.put("engine", Engines.describe(net));
    machine.put("parameters", net.numParams());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("heap_megabytes", Runtime.getRuntime().maxMemory() >> 20);
    return machine;
  }
}
