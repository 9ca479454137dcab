package recipe4j.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.engine.Engines;
import recipe4j.engine.Platform;

/** What a run ran on, as plain values. */
final class Environment {
  private Environment() {}

  static Map<String, Object> versions(Platform platform) {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("recipe4j", Versions.recipe4j());
    versions.put("deeplearning4j", Versions.deeplearning4j());
    versions.put("java", Runtime.version().toString());
    versions.put("onednn", platform.oneDnn());
    versions.put("nd4j_backend", platform.nd4jBackend());
    return versions;
  }

  static Map<String, Object> machine(Platform platform, MultiLayerNetwork net, int threads) {
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
