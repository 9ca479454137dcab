package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import recipe4j.ChildJvm;
import recipe4j.cli.terminal.Console;

/** Runs commands for tests: in this JVM, or as a process of their own. */
public final class Cli {
  /** What a command left behind. */
  public record Result(int code, String out, String err) {
    /** A failure is told in one line, with the documented code and no stack trace. */
    public void failedWith(int expected, String... words) {
      assertThat(err).contains(words).doesNotContain("Exception:", "Exception in", "\tat ");
      assertThat(err.lines().filter(line -> line.startsWith("recipe4j: "))).hasSize(1);
      assertThat(code).isEqualTo(expected);
    }
  }

  /** Options of a JVM that fails where much memory is taken, in the heap or beside it. */
  static final List<String> SMALL_MEMORY =
      List.of(
          "-Xmx96m",
          "-XX:MaxDirectMemorySize=32m",
          "-Dorg.bytedeco.javacpp.maxbytes=64m",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  private Cli() {}

  public static Result run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false);
    int code = Main.run(console, strings(args).toArray(String[]::new));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** In a JVM of its own, without RECIPE4J_DATA and with another home. */
  static Result process(Path home, Object... args) throws IOException, InterruptedException {
    return run(home, java(home, List.of(), args));
  }

  /** The same with further options of the JVM. */
  static Result process(Path home, List<String> jvm, Object... args)
      throws IOException, InterruptedException {
    return run(home, java(home, jvm, args));
  }

  /** The same, under limits that a shell sets before, and with further options of the JVM. */
  static Result limitedProcess(Path home, String limits, List<String> jvm, Object... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", limits + " && exec \"$@\"", "sh"));
    command.addAll(java(home, jvm, args));
    return run(home, command);
  }

  /** What starts a command on this Java. */
  static List<String> command(Object... args) {
    return ChildJvm.command(List.of(), Main.class, List.of(args));
  }

  private static List<String> java(Path home, List<String> jvm, Object... args) {
    List<String> options = new ArrayList<>(List.of("-Duser.home=" + home));
    options.addAll(jvm);
    return ChildJvm.command(options, Main.class, List.of(args));
  }

  private static Result run(Path home, List<String> command)
      throws IOException, InterruptedException {
    Path out = home.resolve("stdout.txt");
    Path err = home.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("RECIPE4J") || name.startsWith("XDG"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return new Result(
          process.exitValue(),
          java.nio.file.Files.readString(out),
          java.nio.file.Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> strings(Object... args) {
    List<String> strings = new ArrayList<>();
    for (Object arg : args) {
      strings.add(arg.toString());
    }
    return strings;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
