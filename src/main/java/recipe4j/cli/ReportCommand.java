package recipe4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.ModelOption;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.terminal.Console;
import recipe4j.io.AtomicFile;
import recipe4j.report.ComparisonPage;
import recipe4j.report.RunPage;
import recipe4j.run.Run;
import recipe4j.run.RunFolder;
import recipe4j.run.RunLock;

/** {@code recipe4j report}: writes the page of one run again, or compares several runs. */
@Command(
    name = "report",
    description = "Makes the page of a run again, or one page that compares several runs.")
final class ReportCommand extends ConsoleCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description =
          "Folders that `train --run` wrote; by default the latest run, runs/latest. Neither data nor model is needed.")
  private List<Path> given = List.of();

  @Option(
      names = "--output",
      defaultValue = "comparison.html",
      paramLabel = "FILE",
      description = "The page, where several runs are compared; that of one stays in its folder.")
  private Path output;

  @Mixin private Overwrite overwrite;

  ReportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    List<Path> folders = given.isEmpty() ? List.of(Path.of(ModelOption.LATEST)) : given;
    Path page = folders.size() == 1 ? again(folders.get(0)) : compared(folders);
    console.result("Written to %s", page);
    return 0;
  }

  @SuppressWarnings("try") // the lock is only held
  private Path again(Path folder) throws IOException {
    Run run = RunFolder.read(folder);
    try (RunLock lock = lock(folder)) {
      return RunPage.write(folder, run);
    }
  }

  private Path compared(List<Path> folders) throws IOException {
    overwrite.check(output);
    List<Run> runs = new ArrayList<>();
    for (Path folder : folders) {
      runs.add(RunFolder.read(folder));
    }
    AtomicFile.write(output, ComparisonPage.html(runs).getBytes(UTF_8));
    return output;
  }
}
