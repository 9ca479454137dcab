package recipe4j.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A {@code recipe4j train} in a JVM of its own. */
final class TrainingProcess implements AutoCloseable {
  private static final Pattern EPOCH_END = Pattern.compile("(?m)^\\d+/\\d+ - ");
  private static final int TIME_LIMIT_SECONDS = 180;

  private final Process process;
  private final Path log;

  private TrainingProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param recipe4j the program
   * @param log takes what it prints; replaced
   */
  static TrainingProcess start(Path recipe4j, Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(recipe4j.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // compiles less: most of so short a training would go into it
    builder.environment().put("RECIPE4J_JVM", "-XX:TieredStopAtLevel=1");
    return new TrainingProcess(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, which no program hears. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end; returns the exit code, 128 and the number after a signal. */
  int await() throws InterruptedException, IOException {
    if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new IOException("a training did not end in time; it printed: " + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  /** How many epochs it told to have ended. */
  int epochsTold() throws IOException {
    return (int) EPOCH_END.matcher(output()).results().count();
  }

  @Override
  public void close() {
    kill();
  }
}
