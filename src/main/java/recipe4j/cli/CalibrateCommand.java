package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.options.BootstrapOptions;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.FigureOptions;
import recipe4j.cli.options.ModelArgument;
import recipe4j.cli.terminal.CalibrationTable;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.LabelledLogits;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.keras.KerasFile;
import recipe4j.model.SavedModel;
import recipe4j.model.StoredUnlikeness;
import recipe4j.report.UncertaintyFigures;
import recipe4j.run.ModelLoader;
import recipe4j.run.RunFolder;
import recipe4j.run.RunLock;
import recipe4j.run.StoredDecisions;
import recipe4j.run.StoredTemperature;
import recipe4j.run.TrainedOn;
import recipe4j.uncertainty.HeldOutScores;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Unlikeness;
import recipe4j.uncertainty.calibration.Bootstrap;
import recipe4j.uncertainty.calibration.CalibrationTest;
import recipe4j.uncertainty.calibration.ReliabilityDiagram;
import recipe4j.uncertainty.calibration.TemperatureInterval;
import recipe4j.uncertainty.calibration.TemperatureScaling;
import recipe4j.uncertainty.decision.Abstention;
import recipe4j.uncertainty.decision.AnswerSteps;
import recipe4j.uncertainty.decision.ConformalSets;

/** {@code recipe4j calibrate}: fits the temperature and stores it with the model. */
@Command(
    name = "calibrate",
    description =
        "Fits the temperature at which a model is as sure as it should be, and stores it with the model for `predict --calibrated`.")
final class CalibrateCommand extends ConsoleCommand {
  /** Shares of wrong answers whose thresholds are printed. */
  private static final double[] RISKS = {0.01, 0.001};

  private static final String RELIABILITY = "reliability.png";

  /** Share of the held-out images by which thresholds are told. */
  private static final double TOLD = 0.02;

  @Mixin private ModelArgument argument;

  @Option(
      names = "--validation-split",
      paramLabel = "F",
      converter = Converters.Fraction.class,
      description =
          "Which part of the training images to fit on; by default that of the model's training, which it has not learned from.")
  private @Nullable Double split;

  @Option(names = "--dry-run", description = "Leave the model file as it is.")
  private boolean dryRun;

  @Option(
      names = "--vector-scaling",
      description = "Fit vector scaling, too, where there are more than 20 classes; it takes long.")
  private boolean vector;

  @Mixin private BootstrapOptions bootstrap;
  @Mixin private FigureOptions figures;
  @Mixin private EngineArguments engine;
  @Mixin private DatasetOptions data;

  CalibrateCommand(Console console) {
    super(console);
  }

  @Override
  @SuppressWarnings("try") // the lock is only held
  public Integer call() throws IOException {
    Path given = argument.given();
    figures.check(given, RELIABILITY);
    Path model = ModelLoader.file(given);
    if (!dryRun && KerasFile.isKerasFile(model)) {
      throw new IllegalArgumentException(
          "a temperature can be stored in a model.zip only, found the Keras file %s; run `recipe4j import` first, or give --dry-run"
              .formatted(model));
    }
    Path folder = ModelLoader.folder(given);
    if (dryRun || !RunFolder.isRun(folder)) {
      return calibrate(model);
    }
    // no training may replace the model between reading it and storing into it
    try (RunLock lock = lock(folder)) {
      // the lock has completed what a killed process had begun
      return calibrate(ModelLoader.file(given));
    }
  }

  private int calibrate(Path model) throws IOException {
    SavedModel saved = ModelLoader.load(model, engine.kind, engine.options());
    TrainedOn trainedOn = TrainedOn.of(model, saved);
    data.defaultTo(trainedOn);
    double fraction = split == null ? trainedOn.validationSplit() : split;
    trainedOn.splitWarning(fraction).ifPresent(console::warn);
    ImageDataset dataset = data.load(console, fraction);
    TrainedOn.fewWarning(dataset.validation().count()).ifPresent(console::warn);
    LabelledLogits validation =
        LabelledLogits.of(saved.network(), dataset.validation(), "validation");
    TemperatureScaling scaling = TemperatureScaling.fit(validation.logits(), validation.labels());
    Bootstrap resampling = bootstrap.bootstrap();
    CalibrationTable table = new CalibrationTable(validation, scaling, resampling, vector);
    console.out().print(table.of(validation));
    if (dataset.test().count() > 0) {
      LabelledLogits test = LabelledLogits.of(saved.network(), dataset.test(), "test");
      console.out().println();
      console.out().print(table.of(test));
      double used = scaling.isFinite() ? scaling.temperature() : 1;
      console.result(
          "At T = %.4f the test images are %s",
          used, CalibrationTest.of(test.logits().atTemperature(used), test.labels(), resampling));
      plot(scaling, test, model);
    }
    console.out().println();
    console.out().println(bootstrap.note());
    console.out().println(table.vectorSummary());
    console.out().println(scaling.summary());
    store(model, saved, scaling, validation, dataset, fraction);
    storeDecisions(model, validation);
    measure(model, saved, dataset.validation(), validation.logits());
    return 0;
  }

  private void store(
      Path model,
      SavedModel saved,
      TemperatureScaling scaling,
      LabelledLogits validation,
      ImageDataset dataset,
      double fraction)
      throws IOException {
    if (scaling.outcome() != TemperatureScaling.Outcome.CONVERGED) {
      console.result(
          StoredTemperature.isIn(saved)
              ? "No temperature stored; that of an earlier fit stays in %s"
              : "No temperature stored.",
          model);
      return;
    }
    console.result(
        "Solved in %d evaluations, to a gradient of %.1e.",
        scaling.iterations(), scaling.gradient());
    console.result(
        "%s",
        TemperatureInterval.of(
            scaling, validation.logits(), validation.labels(), bootstrap.bootstrap()));
    if (!dryRun) {
      StoredTemperature.put(model, scaling, dataset, fraction);
      console.result("Stored in %s for `recipe4j predict --calibrated`.", model);
    }
  }

  /** Stores what decisions need, which no temperature changes. */
  private void storeDecisions(Path model, LabelledLogits validation) throws IOException {
    Logits logits = validation.logits();
    int[] labels = validation.labels();
    AnswerSteps steps = AnswerSteps.fit(logits, labels);
    for (double risk : RISKS) {
      console.result(
          "For at most %s%% of answers wrong, with 95%% confidence: %s.",
          100 * risk,
          Abstention.of(steps, risk, Abstention.CONFIDENCE)
              .map(Abstention::toString)
              .orElse(
                  String.format(
                      Locale.ROOT,
                      "no threshold is shown, with %,d validation images",
                      labels.length)));
    }
    if (!dryRun) {
      new StoredDecisions(steps, ConformalSets.fit(logits.softmax(), labels)).put(model);
      console.result(
          "Stored in %s for `recipe4j predict --abstain-risk` and `--conformal`.", model);
    }
  }

  /** What the held-out images are like, so that others can be told from them. */
  private void measure(Path model, SavedModel saved, LabelledImages images, Logits logits)
      throws IOException {
    if (images.count() < Unlikeness.LEAST_IMAGES) {
      console.result(
          "Too few images to tell what is unlike them: %d, where %d are needed.",
          images.count(), Unlikeness.LEAST_IMAGES);
      return;
    }
    Unlikeness measure = StoredUnlikeness.measure(saved, images, logits);
    HeldOutScores distances = measure.distances();
    console.result(
        "Unlike anything learned: 2%% of the held-out images have an energy above %.2f%s, 2%% a probability below %.4f.",
        measure.energy().threshold(TOLD),
        distances == null
            ? ""
            : String.format(Locale.ROOT, ", 2%% a distance above %.1f", distances.threshold(TOLD)),
        1 - measure.maximumProbability().threshold(TOLD));
    if (!dryRun) {
      StoredUnlikeness.put(model, measure);
      console.result(
          "Stored for `recipe4j predict`, which tells images that are more unlike than all but %.0f%% of those.",
          100 * Unlikeness.LIMIT);
    }
  }

  private void plot(TemperatureScaling scaling, LabelledLogits test, Path model)
      throws IOException {
    if (!figures.areWanted(console)) {
      return;
    }
    UncertaintyFigures.reliability(
        diagram(test, 1),
        diagram(test, scaling.isFinite() ? scaling.temperature() : 1),
        "Reliability on the test images",
        figures.file(model, RELIABILITY));
  }

  private static ReliabilityDiagram diagram(LabelledLogits images, double temperature) {
    return ReliabilityDiagram.equalWidth(
        images.logits().atTemperature(temperature),
        images.labels(),
        ReliabilityDiagram.DEFAULT_BINS);
  }
}
