package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests, run in a JVM of its own. */
public final class ChildJvm {
  private static final int MINUTES = 10;

  private ChildJvm() {}

  /**
   * The command that starts a program on this Java, with the class path of the tests.
   *
   * @param options of the JVM
   * @param program with a main method
   * @param arguments of the program, as text
   * @return the words of the command
   */
  public static List<String> command(List<String> options, Class<?> program, List<?> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    arguments.forEach(argument -> command.add(argument.toString()));
    return command;
  }

  /**
   * Runs a program to its end, which must be a good one.
   *
   * @param folder where it works; its output goes to two files there
   * @param options of the JVM
   * @param program with a main method
   * @param arguments of the program
   * @return the lines of its standard output
   */
  public static List<String> run(
      Path folder, List<String> options, Class<?> program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = command(options, program, arguments);
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ends in time").isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
