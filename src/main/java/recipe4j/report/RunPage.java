package recipe4j.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.Png;
import recipe4j.chart.Svg;
import recipe4j.io.AtomicFile;
import recipe4j.io.Folders;
import recipe4j.run.Run;
import recipe4j.run.RunFolder;

/** The files of a run folder that people look at: the page and the figures. */
public final class RunPage {
  private RunPage() {}

  /**
   * Writes the page and the figures again. The figures as PNG are left out where this Java finds no
   * fonts.
   *
   * @param folder of the run
   * @param run what to show
   * @return the page
   * @throws IOException if a file can't be written, or the folder of the figures is a link
   */
  public static Path write(Path folder, Run run) throws IOException {
    List<Figure> figures = RunFigures.of(run);
    Path plots = Folders.toFill(folder, RunFolder.PLOTS);
    for (String name : RunFolder.FIGURES) {
      if (figures.stream().noneMatch(figure -> figure.name().equals(name))) {
        Files.deleteIfExists(plots.resolve(name + ".svg"));
        Files.deleteIfExists(plots.resolve(name + ".png"));
      }
    }
    boolean drawn = Png.isAvailable();
    for (Figure figure : figures) {
      Drawing drawing = figure.draw(RunFigures.width(figure));
      String svg = Svg.file(drawing, figure.title(), figure.description());
      AtomicFile.write(plots.resolve(figure.name() + ".svg"), svg.getBytes(UTF_8));
      if (drawn) {
        Png.write(drawing, figure.title(), plots.resolve(figure.name() + ".png"));
      }
    }
    Path page = folder.resolve(RunFolder.PAGE);
    AtomicFile.write(page, ReportPage.html(run).getBytes(UTF_8));
    return page;
  }
}
