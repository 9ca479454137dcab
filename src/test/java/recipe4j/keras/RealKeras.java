package recipe4j.keras;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scripts of src/test/keras in a Python that has Keras 3, TensorFlow, tf_keras and
 * tensorboard, named by the environment variable RECIPE4J_KERAS_PYTHON.
 */
public final class RealKeras {
  private static final String PYTHON = System.getenv("RECIPE4J_KERAS_PYTHON");

  private RealKeras() {}

  /** Skips the test where there is none. */
  public static void assumeThere() {
    assumeTrue(PYTHON != null, "RECIPE4J_KERAS_PYTHON names no Python with Keras");
  }

  /** Runs a script and returns what it printed. */
  public static String run(Path logs, String script, List<String> arguments) throws Exception {
    return run(logs, PYTHON, "keras", script, arguments);
  }

  /** Runs a script in another Python, with {@code keras} or {@code tf_keras} as its KERAS. */
  static String run(Path logs, String python, String keras, String script, List<String> arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(python, "src/test/keras/" + script));
    command.addAll(arguments);
    Path out = logs.resolve(script + ".out");
    Path err = logs.resolve(script + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("KERAS", keras);
    Process process = builder.start();
    if (!process.waitFor(15, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(script + " failed: " + Files.readString(err));
    }
    return Files.readString(out);
  }
}
