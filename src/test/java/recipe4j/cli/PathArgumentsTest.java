package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import recipe4j.cli.terminal.Console;

/** An empty path is a slip of the one who types it, wherever a path is taken. */
class PathArgumentsTest {
  private static final List<String> EMPTY = List.of("", " ", "\t", "\0", "a\0b");

  @TempDir private Path folder;

  /** All options and arguments of all commands that are paths, by type or by name. */
  static List<Object[]> paths() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    List<Object[]> found = new ArrayList<>();
    collect(Commands.create(new Console(nowhere, nowhere, false)), List.of(), found);
    return found;
  }

  private static void collect(CommandLine line, List<String> command, List<Object[]> found) {
    Stream.concat(
            line.getCommandSpec().options().stream(),
            line.getCommandSpec().positionalParameters().stream())
        .filter(PathArgumentsTest::isPath)
        .forEach(path -> found.add(new Object[] {String.join(" ", command), path}));
    line.getSubcommands()
        .forEach(
            (name, sub) ->
                collect(sub, Stream.concat(command.stream(), Stream.of(name)).toList(), found));
  }

  private static boolean isPath(ArgSpec argument) {
    return Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
        || argument.type() == Path.class
        || argument.paramLabel().matches(".*(FILE|DIR|MODEL|RUN|OUT).*");
  }

  @Test
  void theyAreFound() {
    assertThat(paths())
        .extracting(path -> path[0] + " " + ((ArgSpec) path[1]).paramLabel())
        .contains("train FILE", "train DIR", "curves record OUT", "predict FILE", "report RUN")
        .hasSizeGreaterThan(40);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("paths")
  void noneTakesAnEmptyOne(String command, ArgSpec argument) {
    for (String empty : EMPTY) {
      List<Object> args = new ArrayList<>(List.of(command.split(" ", -1)));
      if (argument instanceof OptionSpec option) {
        args.addAll(List.of(option.longestName(), empty));
      } else {
        int before = ((PositionalParamSpec) argument).index().min();
        for (int i = 0; i < before; i++) {
          args.add("x");
        }
        args.add(empty);
      }
      Cli.Result result = Cli.run(args.toArray());
      result.failedWith(2, "recipe4j: ");
      assertThat(result.err()).contains("must be a path, found").doesNotContain("positional");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run: ''", "run: ' '", "run: \"\\0\"", "run:", "data: ''", "checkpoint: ''"})
  void norDoesAConfigurationFile(String line) throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), line);
    Cli.run("train", "--config", config).failedWith(2, "must be a path, found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run: null", "run: ~"})
  void aConfigurationFileGivesEveryNameAValue(String line) throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), line);
    Cli.run("train", "--config", config).failedWith(2, "\"run\" must be a single value");
  }
}
