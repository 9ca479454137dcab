package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recipe4j.DocsBlock;
import recipe4j.run.Environment;
import recipe4j.run.RunFolder;

/**
 * Writes the figures of docs/calibration.md from three trainings on the full MNIST: {@code
 * CalibrationPage MNIST_FOLDER RUNS_FOLDER}. Runs that are there already, seed1 to seed3, are
 * taken.
 */
final class CalibrationPage {
  private static final int SEEDS = 3;
  private static final String THREADS = "2";
  private static final List<String> PICTURES =
      List.of("reliability.png", "risk-coverage.png", "entropy.png", "temperature.png");
  private static final String CELL = "(-?\\d[\\d.]* \\[[^]]*\\])\\s*";

  private CalibrationPage() {}

  /** Trains, calibrates and writes. */
  public static void main(String[] args) throws IOException {
    String data = args[0];
    Path runs = Path.of(args[1]);
    List<String> calibrations = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Path run = run(runs, seed);
      if (!Files.exists(run.resolve("model.zip"))) {
        out(
            "train",
            "--dataset",
            "mnist",
            "--data",
            data,
            "--epochs",
            "10",
            "--seed",
            seed,
            "--threads",
            THREADS,
            "--verbose",
            "0",
            "--run",
            run);
      }
      calibrations.add(out("calibrate", run, "--data", data, "--threads", THREADS));
    }
    Path first = run(runs, 1);
    String uncertainty =
        out(
            "uncertainty",
            first,
            "--data",
            data,
            "--threads",
            THREADS,
            "--ensemble",
            run(runs, 2),
            run(runs, 3));
    for (String picture : PICTURES) {
      Files.copy(
          first.resolve(picture), Path.of("docs", picture), StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, Object> machine = RunFolder.read(first).facts().machine();
    write(
        "made",
        "Written by recipe4j %s: `train --dataset mnist --epochs 10 --seed 1` to `3`, engine %s, on %s.\n"
            .formatted(
                Environment.recipe4jVersion(), machine.get("engine"), machine.get("processor")));
    write("seed-1", fenced(calibrations.get(0).replace(first.toString(), "runs/latest")));
    write("all-seeds", table(calibrations));
    write("leaving-out", fenced(uncertainty.substring(0, uncertainty.indexOf("\n\n") + 1)));
    write("ensemble", fenced(uncertainty.substring(uncertainty.indexOf("Deep ensemble"))));
  }

  private static Path run(Path runs, int seed) {
    return runs.resolve("seed" + seed);
  }

  private static String out(Object... args) {
    Cli.Result result = Cli.run(args);
    if (result.code() != 0) {
      throw new IllegalStateException(result.err());
    }
    return result.out();
  }

  private static void write(String block, String text) throws IOException {
    DocsBlock.write("calibration.md", block, text);
  }

  private static String fenced(String text) {
    return "```\n" + text.stripTrailing() + "\n```\n";
  }

  /** Every score of every seed, from what {@code calibrate} printed. */
  private static String table(List<String> calibrations) {
    StringBuilder text =
        new StringBuilder(
            "| images | score | seed | T = 0.6 | T = 1 | fitted T | change |\n|---|---|---|---|---|---|---|\n");
    List<String> scores = List.of("NLL", "Brier", "ECE");
    for (String images : List.of("validation", "test")) {
      for (int score = 0; score < scores.size(); score++) {
        for (int seed = 1; seed <= calibrations.size(); seed++) {
          text.append("| %s | %s | %s |".formatted(images, scores.get(score), seed));
          String part = calibrations.get(seed - 1);
          part = part.substring(part.indexOf(images + ", "));
          for (String row :
              List.of("T = 0.6", "T = 1", "T = [\\d.]+, fitted", "change from T = 1")) {
            Matcher cells =
                Pattern.compile("^ +" + row + " +" + CELL + CELL + CELL + "$", Pattern.MULTILINE)
                    .matcher(part);
            if (!cells.find()) {
              throw new IllegalStateException("no row %s in %s".formatted(row, part));
            }
            text.append(' ').append(cells.group(score + 1).replace('-', '−')).append(" |");
          }
          text.append('\n');
        }
      }
    }
    return text.toString();
  }
}
