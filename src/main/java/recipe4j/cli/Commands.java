package recipe4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import recipe4j.cli.options.ConfigFile;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DefaultValues;
import recipe4j.cli.options.PathConverter;
import recipe4j.cli.options.UsageFailure;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ErrorMessages;
import recipe4j.engine.Engines;
import recipe4j.run.Environment;
import recipe4j.run.Resume;
import recipe4j.run.ResumeException;

/** The command {@code recipe4j}: its subcommands, and how their errors are printed. */
@Command(
    name = "recipe4j",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    description = "The classic Keras CNN recipe on the JVM, on Deeplearning4j.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = "%nOptions without a command are those of `recipe4j train`.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure",
      "2:wrong usage",
      "129:training interrupted by SIGHUP",
      "130:training interrupted by SIGINT",
      "143:training interrupted by SIGTERM"
    },
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      CalibrateCommand.class,
      UncertaintyCommand.class,
      SummaryCommand.class,
      CreateCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      CurvesCommand.class,
      ReportCommand.class,
      DataCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
final class Commands implements Runnable {
  /** Commands that load ND4J. */
  private static final Set<String> COMPUTING =
      Set.of(
          "train",
          "evaluate",
          "predict",
          "calibrate",
          "uncertainty",
          "summary",
          "create",
          "import",
          "export",
          "doctor");

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "recipe4j " + Environment.recipe4jVersion(),
        "Java " + Runtime.version(),
        "Deeplearning4j " + Environment.deeplearning4jVersion()
      };
    }
  }

  /** Creates the commands with the console. */
  private record Factory(Console console) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return ConsoleCommand.class.isAssignableFrom(type)
          ? type.getDeclaredConstructor(Console.class).newInstance(console)
          : CommandLine.defaultFactory().create(type);
    }
  }

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  static CommandLine create(Console console) {
    CommandLine commands = new CommandLine(new Commands(), new Factory(console));
    // help has bold type and colours; DefaultValues removes control characters from its values
    commands.setOut(new PrintWriter(console.colouredOut(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commands.setExpandAtFiles(false); // a file's name may begin with an @
    Converters.register(commands);
    commands.registerConverter(Path.class, new PathConverter());
    commands.setUsageHelpAutoWidth(true);
    // picocli marks it as a help command, which would allow any other argument
    Objects.requireNonNull(commands.getSubcommands().get("generate-completion"))
        .getCommandSpec()
        .helpCommand(false);
    commands.setParameterExceptionHandler((e, args) -> usageError(console, e));
    commands.setExecutionStrategy(Commands::run);
    commands.setExecutionExceptionHandler((e, line, parsed) -> failure(console, line, e));
    return commands;
  }

  private static int failure(Console console, CommandLine line, Exception e) {
    if (e instanceof ResumeException) { // options that are not the run's
      return usageError(console, new ParameterException(line, e.getMessage(), e));
    }
    return ErrorMessages.tell(
        console,
        e,
        line.getCommand() instanceof ConsoleCommand command
            ? command.resumeHint()
            : Optional.empty());
  }

  /** Wraps errors such as lack of memory, since picocli handles exceptions only. */
  private static int run(ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    try {
      if (parsed.hasSubcommand()
          && COMPUTING.contains(parsed.subcommand().commandSpec().name())
          && !parsed.subcommand().isUsageHelpRequested()) {
        Engines.requireNativeLibraries();
      }
      return new CommandLine.RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      throw new ExecutionException(commands.get(commands.size() - 1), e.getMessage(), e);
    } catch (Error e) {
      throw new ExecutionException(commands.get(commands.size() - 1), e.toString(), e);
    }
  }

  /** Sets default values from --config, --preset and --resume. */
  static void setDefaults(CommandLine commands, String[] args) {
    CommandLine command = commands.getSubcommands().get(args[0]);
    if (command == null) {
      return;
    }
    if (args.length > 1 && command.getSubcommands().containsKey(args[1])) {
      command = command.getSubcommands().get(args[1]);
    }
    Map<String, String> config = Map.of();
    Path file = path(args, "--config");
    if (file != null) {
      try {
        config = ConfigFile.read(file);
      } catch (IOException e) {
        throw new ParameterException(command, e.getMessage());
      }
      ConfigFile.check(file.toString(), config, command.getCommandSpec());
    }
    String preset = value(args, "--preset");
    Map<String, String> now =
        DefaultValues.of(config, preset != null ? preset : config.get("preset"));
    Map<String, String> run = new HashMap<>(optionsOfRun(args, command));
    // a learning rate or schedule that is given now replaces either of the run
    String schedule = value(args, "--schedule");
    if (schedule == null) {
      schedule = now.get("schedule");
    }
    if (schedule != null && !schedule.equalsIgnoreCase("constant")) {
      run.remove("learning-rate");
    }
    if (value(args, "--learning-rate") != null || now.containsKey("learning-rate")) {
      run.remove("schedule");
    }
    boolean shown = List.of(args).contains("--help") || List.of(args).contains("-h");
    command.setDefaultValueProvider(
        new DefaultValues(file == null ? null : file.toString(), config, now, run, shown));
  }

  /** The options of the run that is to be resumed, if one is. */
  private static Map<String, String> optionsOfRun(String[] args, CommandLine command) {
    Path run = path(args, "--resume");
    if (run == null || command.getCommandSpec().findOption("--resume") == null) {
      return Map.of();
    }
    try {
      return Resume.of(run, warning -> {}).texts();
    } catch (IOException | ResumeException e) {
      return Map.of(); // the command itself will tell why
    }
  }

  /** An option's value as a path; null if there is none or it is invalid, which parsing reports. */
  private static @Nullable Path path(String[] args, String name) {
    String value = value(args, name);
    try {
      return value == null ? null : new PathConverter().convert(value);
    } catch (TypeConversionException e) {
      return null;
    }
  }

  /** The value of {@code --name value} or {@code --name=value} before parsing, or null. */
  private static @Nullable String value(String[] args, String name) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(name) && i + 1 < args.length) {
        return args[i + 1];
      }
      if (args[i].startsWith(name + "=")) {
        return args[i].substring(name.length() + 1);
      }
    }
    return null;
  }

  static int usageError(Console console, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.note("recipe4j: %s; see `%s --help`", UsageFailure.line(e), command);
    return CommandLine.ExitCode.USAGE;
  }
}
