package recipe4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.io.AtomicFile;
import recipe4j.report.ComparisonPage;
import recipe4j.report.Run;
import recipe4j.report.RunFolder;

/** {@code recipe4j report}: the page of one run anew, or several runs on the same axes. */
@Command(
    name = "report",
    description = "Makes the page of a run again, or one page that compares several runs.")
final class ReportCommand extends ConsoleCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders that `train --run` wrote. Neither data nor model is needed.")
  private List<Path> folders;

  @Option(
      names = "--output",
      defaultValue = "comparison.html",
      paramLabel = "FILE",
      description = "The page, where several runs are compared; that of one stays in its folder.")
  private Path output;

  ReportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path folder : folders) {
      runs.add(RunFolder.read(folder));
    }
    Path page = output;
    if (runs.size() == 1) {
      page = RunFolder.writePage(folders.get(0), runs.get(0));
    } else {
      AtomicFile.write(page, ComparisonPage.html(runs).getBytes(UTF_8));
    }
    console.out().println("Written to " + page);
    return 0;
  }
}
