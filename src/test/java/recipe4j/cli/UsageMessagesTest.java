package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ErrorMessages;

/** What is said of wrong options: in one line, in the words of a user, with what would be right. */
class UsageMessagesTest {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> REAL = Set.of(double.class, Double.class);

  @TempDir private Path folder;

  /** An option of a command, and whether it takes a number. */
  record Case(List<String> command, String option, Class<?> type) {
    @Override
    public String toString() {
      return String.join(" ", command) + " " + option;
    }
  }

  static Stream<Case> options() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    List<Case> cases = new ArrayList<>();
    collect(Commands.create(new Console(nowhere, nowhere, false)), List.of(), cases);
    return cases.stream();
  }

  private static void collect(CommandLine command, List<String> path, List<Case> cases) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      Class<?> type = option.type();
      if (WHOLE.contains(type) || REAL.contains(type) || type.isEnum()) {
        cases.add(new Case(path, option.longestName(), type));
      }
    }
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(sub, longer, cases);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void everyNumberAndWordIsToldItsRange(Case option) {
    for (String bad : new String[] {"nothing", "1e", "99999999999999999999", "\u0001\n"}) {
      if (REAL.contains(option.type()) && bad.startsWith("9")) {
        continue; // a number like any other
      }
      List<Object> args = new ArrayList<>(option.command());
      args.add(option.option() + "=" + bad);
      Cli.Result result = Cli.run(args.toArray());
      result.failedWith(2, option.option(), " must be ", "found");
      assertThat(result.err())
          .hasLineCount(1)
          .doesNotContainPattern("\\b(java|com|org|recipe4j)\\.[a-z]")
          .doesNotContain("REDACTED", "Exception", "\u0001");
      if (option.type().isEnum()) {
        assertThat(result.err()).contains(" or ");
      } else {
        assertThat(result.err())
            .containsPattern("\\d to \\d|above \\d|at least \\d|\\d or|finite|between|or ");
      }
    }
  }

  @Test
  void thereAreMany() {
    assertThat(options()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | ; did you mean train?; see",
        "evalute | did you mean evaluate?",
        "curves recrod | did you mean record?",
        "train --epoch 3 | did you mean --epochs?",
        "train --bach-size=3 | did you mean --batch-size?",
        "train --dataset minst | must be auto, mnist, sample, idx, images, numpy or csv, found minst; did you mean mnist?",
        "train --shuffle onec | did you mean once?",
        "train --engine onednm | did you mean onednn?",
        "predict --show bloks | did you mean blocks?",
        "train --early-stopping 2 --monitor val_los | did you mean val_loss?",
        "train --preset calback | did you mean callback?",
        "train --mirror :: | must be an address such as https://",
      })
  void asksForWhatWasMeant(String command, String question) {
    Cli.run((Object[]) command.split(" ")).failedWith(2, question);
  }

  @Test
  void namesTheUnknownCommand() {
    Cli.run("trian").failedWith(2, "recipe4j: unknown command 'trian'; did you mean train?");
    Cli.run("curves", "xyzzy").failedWith(2, "unknown command 'xyzzy'; see");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train a | `recipe4j train` takes options alone, found also 'a';",
        "doctor a b | `recipe4j doctor` takes options alone, found also 'a', 'b';",
        "data fetch | `recipe4j data` takes options alone, found also 'fetch';",
        "evaluate a b | `recipe4j evaluate` takes only MODEL, found also 'b';",
        "summary a b c | `recipe4j summary` takes only MODEL, found also 'b', 'c';",
        "import a b c | `recipe4j import` takes only KERAS_FILE and MODEL, found also 'c';",
        "curves compare a b c | `recipe4j curves compare` takes only A and B, found also 'c';",
        "generate-completion a | `recipe4j generate-completion` takes options alone, found also",
      })
  void saysWhatACommandTakesInsteadOfTheRest(String command, String line) {
    Cli.Result result = Cli.run((Object[]) command.split(" "));
    result.failedWith(2, "recipe4j: " + line);
    assertThat(result.err()).hasLineCount(1).doesNotContain("nmatched", "index");
  }

  @Test
  void anEmptyArgumentIsNoCommandAndNoPath() {
    Cli.run("curves", "").failedWith(2, "unknown command ''");
    Cli.run("train", "").failedWith(2, "takes options alone, found also ''");
    Cli.run("predict", "a.png", "").failedWith(2, "FILE: must be a path, found an empty one");
    Cli.run("report", "").failedWith(2, "RUN: must be a path, found an empty one");
    Cli.run("generate-completion", "--bogus").failedWith(2, "Unknown option: '--bogus'");
  }

  @Test
  void guessesNothingFarAway() {
    Cli.Result result = Cli.run("train", "--bogus", "1");
    result.failedWith(2, "Unknown option");
    assertThat(result.err()).doesNotContain("did you mean");
  }

  @Test
  void errorsOfTheConfigurationFileNameIt() throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), "epochs: 0\n");
    Cli.run("train", "--config", file)
        .failedWith(2, file + ": Invalid value for option '--epochs'");
    Files.writeString(file, "epoch: 1\n");
    Cli.run("train", "--config", file)
        .failedWith(2, file + ": unknown name \"epoch\"; did you mean epochs?");
    Files.writeString(file, "epochs: 1\nbatch-size: [\n");
    Cli.run("train", "--config", file)
        .failedWith(2, file + " is no valid YAML (line 2, column 14: ");
    Files.writeString(file, "epochs: 0\n");
    Cli.Result typed = Cli.run("train", "--config", file, "--epochs", "-1");
    typed.failedWith(2, "must be at least 1, found -1");
    assertThat(typed.err()).doesNotContain("my.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\": [1, ",
        "{\"a\": }",
        "{\"a\": 1, \"a\": 2}",
        "nul",
        "{\"a\": \"x",
        "[[[[",
        "{} {}",
        "\u0001"
      })
  void noReaderOfJsonShowsJacksonsInside(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), text);
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), text);
    Files.writeString(run.resolve("history.json"), "{}");
    Object[][] commands = {
      {"train", "--config", file},
      {"curves", "compare", file, file},
      {"curves", "compare", "--band", file, file, file},
      {"report", run}
    };
    for (Object[] command : commands) {
      Cli.Result result = Cli.run(command);
      assertThat(result.code()).isNotZero();
      assertThat(result.err())
          .startsWith("recipe4j: ")
          .hasLineCount(1)
          .doesNotContain("REDACTED", "Source", "`Stream")
          .doesNotContainPattern("\\b(java|com|org|recipe4j)\\.[a-z]");
    }
  }

  @ParameterizedTest
  @CsvSource({"two.yaml, 'size: 28\n---\nsize: 56\n'", "two.json, '{\"size\": 28} {\"size\": 56}'"})
  void aSecondSetOfOptionsInOneFileIsNotPassedOver(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Cli.run("summary", "--config", file)
        .failedWith(2, file.toString(), "something follows its end");
  }

  @Test
  void aFolderInThePlaceOfAFileIsExplained() {
    assertThat(ErrorMessages.oneLine(new java.nio.file.DirectoryNotEmptyException("run/model.zip")))
        .isEqualTo(
            "run/model.zip: a folder with something in it is where a file must be; move it away");
  }

  @Test
  void aFileThatJavaGivesTheNameOfAloneIsExplained() {
    assertThat(ErrorMessages.oneLine(new java.nio.file.NoSuchFileException("a")))
        .isEqualTo("a: there is no such file or folder");
    assertThat(ErrorMessages.oneLine(new java.nio.file.AccessDeniedException("a")))
        .isEqualTo("a: permission denied; change its permissions");
    assertThat(
            ErrorMessages.oneLine(
                new java.io.UncheckedIOException(new java.nio.file.AccessDeniedException("a"))))
        .isEqualTo("a: permission denied; change its permissions");
    assertThat(ErrorMessages.oneLine(new java.nio.file.AccessDeniedException("a", null, "b")))
        .isEqualTo("a: b");
  }

  /** Turkish has another small letter for I, by which a library would sort. */
  @Test
  void theHelpIsTheSameInEveryLanguage() throws Exception {
    List<String> turkish = List.of("-Duser.language=tr", "-Duser.country=TR");
    assertThat(Cli.process(folder, turkish, "train", "--help").out())
        .contains("--initial-epoch")
        .isEqualTo(Cli.process(folder, List.of("-Duser.language=en"), "train", "--help").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://example.org/mnist", "https://exa mple/"})
  void aMirrorIsTheAddressOfAFolder(String mirror) {
    Cli.run("train", "--run", folder.resolve("run"), "--mirror", mirror)
        .failedWith(
            2, "'--mirror' (URL): must be an address", "a slash at its end, found ", "--help");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void namesBeyondTheLocalesLettersGetTheRemedy() {
    Cli.run("evaluate", "--model", "\u00df\u0000")
        .failedWith(2, "must be a path", "for names beyond ASCII set LC_ALL=C.UTF-8");
  }

  @Test
  void theHelpOfTheProgramNamesTheExitCodesOfTraining() {
    CommandLine program = Commands.create(new Console(System.out, System.err, false));
    CommandLine train = program.getSubcommands().get("train");
    assertThat(program.getCommandSpec().usageMessage().exitCodeList().keySet())
        .containsExactlyElementsOf(train.getCommandSpec().usageMessage().exitCodeList().keySet());
    assertThat(program.getUsageMessage() + train.getUsageMessage()).doesNotContain("Default: []");
  }
}
