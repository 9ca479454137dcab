package recipe4j.cli;

import java.util.Locale;
import picocli.CommandLine;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ResultsOutput;
import recipe4j.cli.terminal.Terminal;

/** The main class of the command line. */
public final class Main {
  /** Names the command for no arguments: {@code mvn exec:java} trains, {@code recipe4j} helps. */
  static final String COMMAND = "recipe4j.command";

  private Main() {}

  /**
   * Runs a command. Ends the JVM only to hand on an exit code other than 0, so that it can run
   * inside Maven.
   *
   * @param args a command and its options; options alone are meant for {@code train}. None print
   *     the help, unless the system property {@value #COMMAND} names a command
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Locale.setDefault(Locale.ROOT); // libraries sort and print the same in every language
    // without it DL4J writes a crash report into the working folder when memory runs out
    System.getProperties().putIfAbsent("org.deeplearning4j.crash.reporting.enabled", "false");
    Console console = new Console(System.out, System.err, Terminal.isStandardError()).guarded();
    int code = ResultsOutput.check(console, Terminal.isOutputPipe(), execute(console, args));
    System.err.flush();
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs a command and returns.
   *
   * @param console where to print; of strangers' text, what steers a terminal is left out
   * @param args a command and its options; options alone are meant for {@code train}. None print
   *     the help, unless the system property {@value #COMMAND} names a command
   * @return 0 success, 1 failure, 2 wrong usage, 129, 130 or 143 training interrupted
   */
  public static int run(Console console, String... args) {
    Console guarded = console.guarded();
    return ResultsOutput.check(guarded, false, execute(guarded, args));
  }

  private static int execute(Console console, String... args) {
    String[] completed = withCommand(args);
    CommandLine commands = Commands.create(console);
    try {
      Commands.setDefaults(commands, completed);
    } catch (CommandLine.ParameterException e) {
      return Commands.usageError(console, e);
    }
    return commands.execute(completed);
  }

  /** Puts {@code train} before options without a command. */
  private static String[] withCommand(String[] args) {
    if (args.length == 0) {
      return new String[] {System.getProperty(COMMAND, "--help")};
    }
    if (!args[0].startsWith("-") || args[0].matches("-h|--help|-V|--version")) {
      return args;
    }
    String[] completed = new String[args.length + 1];
    completed[0] = "train";
    System.arraycopy(args, 0, completed, 1, args.length);
    return completed;
  }
}
